package org.pinacotheca.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.pinacotheca.domain.picture.ImageFault;

/**
 * Checks the deflated pixels of a truncated PNG or one with wrong checksums, and adds the end when
 * only that is missing. Used once, by one thread.
 */
final class PngRepair {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEADER_BYTES = 2;

  private final PngPicture picture;
  private final Allowance allowance;
  private final long needed;
  private int nextChunk;

  /** The remaining bytes of the zlib header, which a raw inflater does not read. */
  private int headerLeft;

  private PngRepair(PngPicture picture, Allowance allowance) {
    this.picture = picture;
    this.allowance = allowance;
    this.needed = PngDecoder.bytes(picture);
  }

  /**
   * The picture with complete pixel data.
   *
   * @param unproven whether the pixels need proof by their overall checksum
   */
  static PngPicture whole(PngPicture picture, boolean unproven, Allowance allowance)
      throws PictureRefusedException {
    if (new PngRepair(picture, allowance).endsRight()) {
      return picture;
    }
    if (unproven) {
      throw PictureRefusedException.corrupt("wrong checksums of the pixels");
    }
    return closed(picture, allowance);
  }

  /**
   * The picture with the same rows, deflated again into one chunk, even if their overall checksum
   * is missing or wrong.
   */
  static PngPicture closed(PngPicture picture, Allowance allowance) throws PictureRefusedException {
    return new PngRepair(picture, allowance).closed();
  }

  /** Whether the pixels are complete and their overall checksum is right. */
  private boolean endsRight() throws PictureRefusedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long filled = 0;
    try (Inflater inflater = new Inflater()) {
      while (!inflater.finished() && filled <= needed) {
        int more = inflater.inflate(buffer);
        filled += more;
        allowance.step();
        if (more == 0 && !inflater.finished() && !feed(inflater)) {
          break;
        }
      }
      return inflater.finished() && filled >= needed;
    } catch (DataFormatException _) {
      return false;
    }
  }

  private boolean feed(Inflater inflater) {
    while (!inflater.needsDictionary() && nextChunk < picture.chunks().size()) {
      PngPicture.Chunk chunk = picture.chunks().get(nextChunk++);
      if (chunk.type().equals("IDAT")) {
        int skipped = Math.min(headerLeft, chunk.length());
        headerLeft -= skipped;
        inflater.setInput(picture.clean(), chunk.from() + skipped, chunk.length() - skipped);
        return true;
      }
    }
    return false;
  }

  private PngPicture closed() throws PictureRefusedException {
    ByteSink out = new ByteSink(picture.clean().length).text(PngSanitizer.SIGNATURE);
    List<PngPicture.Chunk> chunks = new ArrayList<>();
    for (PngPicture.Chunk chunk : picture.chunks()) {
      boolean pixels = chunk.type().equals("IDAT");
      if (pixels && nextChunk > 0) {
        continue;
      }
      int from = chunk.from();
      byte[] content =
          pixels ? deflated() : Arrays.copyOfRange(picture.clean(), from, from + chunk.length());
      chunks.add(new PngPicture.Chunk(chunk.type(), out.size() + 8, content.length));
      out.all(PngSanitizer.chunk(chunk.type(), content));
    }
    if (!chunks.getLast().type().equals("IEND")) {
      out.all(PngSanitizer.chunk("IEND", new byte[0]));
    }
    return picture.with(out.toByteArray(), chunks);
  }

  private byte[] deflated() throws PictureRefusedException {
    ByteSink out = new ByteSink(picture.clean().length);
    byte[] buffer = new byte[BUFFER_BYTES];
    byte[] packed = new byte[BUFFER_BYTES];
    long left = needed;
    long bytesMax = PictureCost.repairedBytesMax(picture);
    headerLeft = HEADER_BYTES;
    try (Inflater inflater = new Inflater(/* nowrap= */ true);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      while (left > 0) {
        int more = inflater.inflate(buffer, 0, (int) Math.min(left, buffer.length));
        left -= more;
        allowance.step();
        if (more == 0 && (inflater.finished() || !feed(inflater))) {
          throw PictureRefusedException.corrupt("not enough pixels");
        }
        deflater.setInput(buffer, 0, more);
        while (!deflater.needsInput()) {
          out.range(packed, 0, deflater.deflate(packed));
        }
        if (out.size() > bytesMax) {
          throw new PictureRefusedException(
              ImageFault.TOO_DEMANDING, "deflated anew it has more than " + bytesMax + " bytes");
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.range(packed, 0, deflater.deflate(packed));
      }
    } catch (DataFormatException e) {
      throw PictureRefusedException.corrupt("damaged pixels: " + e.getMessage());
    }
    return out.toByteArray();
  }
}
