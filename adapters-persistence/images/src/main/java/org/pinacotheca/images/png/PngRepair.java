package org.pinacotheca.images.png;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.images.admission.Requirement;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PngPicture;

/**
 * Checks the deflated pixels of a truncated PNG or one with wrong checksums, and adds the end when
 * only that is missing. Stateless.
 */
public final class PngRepair {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEADER_BYTES = 2;

  /** The clean copy, its source and its result, in two buffers each. */
  private static final long COPIES = 9;

  private static final long BUFFERS = 4L << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private PngRepair() {}

  /** The cost of checking the pixels and deflating them again. */
  public static Requirement cost(PngPicture picture) {
    return new Requirement(
        COPIES * picture.clean().length + BUFFERS, 0, picture.framesBytes() * 30 / NANOS_PER_MILLI);
  }

  /**
   * The picture with complete pixel data.
   *
   * @param unproven whether the pixels need proof by their overall checksum
   */
  static PngPicture whole(PngPicture picture, boolean unproven, Allowance allowance)
      throws PictureRefusedException {
    if (endsRight(picture, allowance)) {
      return picture;
    }
    if (unproven) {
      throw PictureRefusedException.corrupt("wrong checksums of the pixels");
    }
    return closed(picture, allowance);
  }

  /** Whether the pixels are complete and their overall checksum is right. */
  private static boolean endsRight(PngPicture picture, Allowance allowance)
      throws PictureRefusedException {
    long left = picture.inflatedBytes();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (Inflater inflater = new Inflater();
        InputStream pixels = new InflaterInputStream(picture.pixels(), inflater, BUFFER_BYTES)) {
      int more = 0;
      while (more >= 0 && left >= 0) {
        left -= more;
        allowance.step();
        more = pixels.read(buffer);
      }
      return inflater.finished() && left <= 0;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * The picture with the same rows, deflated again into one chunk, even if their overall checksum
   * is missing or wrong.
   */
  public static PngPicture closed(PngPicture picture, Allowance allowance)
      throws PictureRefusedException {
    ByteSink out = new ByteSink(picture.clean().length).text(PngSanitizer.SIGNATURE);
    List<PngPicture.Chunk> chunks = new ArrayList<>();
    boolean written = false;
    for (PngPicture.Chunk chunk : picture.chunks()) {
      boolean pixels = chunk.type().equals("IDAT");
      if (pixels && written) {
        continue;
      }
      written |= pixels;
      int from = chunk.from();
      byte[] content =
          pixels
              ? deflated(picture, allowance)
              : Arrays.copyOfRange(picture.clean(), from, from + chunk.length());
      chunks.add(new PngPicture.Chunk(chunk.type(), out.size() + 8, content.length));
      out.all(PngSanitizer.chunk(chunk.type(), content));
    }
    if (!chunks.getLast().type().equals("IEND")) {
      out.all(PngSanitizer.chunk("IEND", new byte[0]));
    }
    return picture.with(out.toByteArray(), chunks);
  }

  private static byte[] deflated(PngPicture picture, Allowance allowance)
      throws PictureRefusedException {
    ByteSink out = new ByteSink(picture.clean().length);
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytesMax = picture.clean().length + picture.clean().length / 4 + BUFFERS / 4;
    InputStream data = picture.pixels();
    // A raw inflater reads neither the header nor the overall checksum.
    try (Inflater raw = new Inflater(/* nowrap= */ true);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, BUFFER_BYTES)) {
      data.skipNBytes(HEADER_BYTES);
      InputStream pixels = new InflaterInputStream(data, raw, BUFFER_BYTES);
      for (long left = picture.inflatedBytes(); left > 0; ) {
        int more = pixels.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (more < 0) {
          throw new EOFException();
        }
        left -= more;
        allowance.step();
        deflated.write(buffer, 0, more);
        if (out.size() > bytesMax) {
          throw new PictureRefusedException(
              ImageFault.TOO_DEMANDING, "deflated anew it has more than " + bytesMax + " bytes");
        }
      }
      deflated.finish();
    } catch (EOFException _) {
      throw PictureRefusedException.corrupt("not enough pixels");
    } catch (IOException e) {
      throw PictureRefusedException.corrupt("damaged pixels: " + e.getMessage());
    }
    return out.toByteArray();
  }
}
