package org.pinacotheca.images.codec;

import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.admission.Requirement;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.GifPicture;
import org.pinacotheca.images.picture.JpegPicture;
import org.pinacotheca.images.picture.Orientation;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PngPicture;
import org.pinacotheca.images.picture.WebpPicture;

/**
 * Estimates the memory and time for a picture before decoding, from its header, structure and
 * length. The bytes follow from how each decoder works; the times were measured on a processor of
 * 2020, plus 50 %. Maliciously slow files take up to three times as long. Stateless.
 */
public final class PictureCost {
  /** The upload, its clean copy and the copy's buffer. */
  private static final long COPIES_READ = 3;

  /** Buffers of a fixed size: profiles, renditions, tables. */
  private static final long BUFFERS = 4L << 20;

  /** To read and check a megabyte. */
  private static final long READING_NANOS_PER_BYTE = 12;

  /** The fixed time of an inflated row of an animation's frame. */
  private static final long ROW_NANOS = 100;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private PictureCost() {}

  /** The cost of reading an upload of this size and checking its header. */
  public static Requirement ofReading(long bytes) {
    return new Requirement(
        COPIES_READ * bytes + BUFFERS, 0, READING_NANOS_PER_BYTE * bytes / NANOS_PER_MILLI);
  }

  /** The cost of decoding and rendering a picture. */
  public static Requirement of(CheckedPicture picture) {
    return switch (picture) {
      case JpegPicture jpeg -> jpeg(jpeg);
      case PngPicture png -> png(png);
      case GifPicture gif -> gif(gif);
      case WebpPicture webp -> webp(webp);
    };
  }

  /**
   * The most bytes of a re-encoded original, which are reserved for it. Normal pictures stay below.
   */
  static long turnedBytesMax(CheckedPicture picture) {
    return 2L * picture.clean().length + picture.size().pixels() / 2 + BUFFERS;
  }

  private static Requirement jpeg(JpegPicture jpeg) {
    long pixels = jpeg.size().pixels();
    long bytes = jpeg.clean().length;
    long decoding = jpeg.scannedBlocks() * 50 + bytes * 80;
    if (jpeg.orientation() == Orientation.UPRIGHT) {
      int reduction = LeptonicaRenderer.reduction(jpeg.size().longerEdge());
      long decoded = pixels / ((long) reduction * reduction);
      return need(
          jpeg,
          2 * bytes,
          bytes + jpeg.coefficientBytes() + 5 * decoded,
          pixels * 10 + decoded * 30 + decoding);
    }
    return need(
        jpeg,
        2 * bytes + turnedBytesMax(jpeg),
        bytes + jpeg.coefficientBytes() + 8 * pixels + turnedBytesMax(jpeg),
        pixels * 60 + decoding);
  }

  private static Requirement png(PngPicture png) {
    long pixels = png.size().pixels();
    long bytes = png.clean().length;
    boolean turned = png.orientation() != Orientation.UPRIGHT;
    boolean native8 = LeptonicaRenderer.readsItself(png);
    int samples = png.channels() > 1 || png.keyed() || png.colourType() == 3 ? 4 : 1;
    long decoding = pixels * (native8 ? 30 : 60) + pngInflating(png) + bytes * 20;
    long rows = native8 ? pixels * png.channels() : 0;
    long heap =
        (native8 ? 0 : 2L * png.channels() * png.depth() / 8 + samples) * png.size().width();
    long beside = bytes + Math.max(rows, turned ? pixels * samples : 0) + pixels * samples;
    return need(
        png,
        2 * bytes + heap + (turned ? turnedBytesMax(png) : 0),
        beside + (turned ? turnedBytesMax(png) : 0),
        decoding + (turned ? pixels * 300 : 0));
  }

  /** The time for all rows of all frames. */
  private static long pngInflating(PngPicture png) {
    // A row of the picture is also decoded, which takes three times as long.
    long rows = 3L * png.size().height();
    for (PngPicture.Chunk chunk : png.chunks()) {
      rows += chunk.type().equals("fcTL") ? Bytes.u32(png.clean(), chunk.from() + 8) : 0;
    }
    return png.framesBytes() * 6 + rows * (png.interlaced() ? 2 : 1) * ROW_NANOS;
  }

  private static Requirement gif(GifPicture gif) {
    long pixels = gif.size().pixels();
    long bytes = gif.clean().length;
    long all = 0;
    for (GifPicture.Frame frame : gif.frames()) {
      all += frame.size().pixels();
    }
    return need(gif, 2 * bytes, 4 * pixels, pixels * 70 + all * 8 + bytes * 60);
  }

  private static Requirement webp(WebpPicture webp) {
    long pixels = webp.size().pixels();
    long bytes = webp.clean().length;
    // Lossless transparency is decoded to a separate picture.
    int decoded = webp.lossless() ? 8 : webp.tableBytes() > 0 ? 9 : 5;
    long decodedBytes = decoded * pixels + webp.tableBytes();
    long decoding = pixels * (webp.lossless() ? 60 : 40) + bytes * 60 + webp.tableBytes();
    if (webp.orientation() == Orientation.UPRIGHT) {
      return need(webp, 2 * bytes, bytes + decodedBytes, decoding);
    }
    // The lossy encoder buffers all its output, in a form many times as long.
    long encodedBytes = webp.lossless() ? 36 * pixels : 10 * pixels + 20 * bytes;
    return need(
        webp,
        2 * bytes + turnedBytesMax(webp),
        bytes + Math.max(encodedBytes, decodedBytes) + turnedBytesMax(webp),
        decoding + pixels * (webp.lossless() ? 600 : 350));
  }

  /** Includes rows of the picture, which may be very long, and pictures of a rendition's size. */
  private static Requirement need(
      CheckedPicture picture, long heapBytes, long nativeBytes, long nanos) {
    PictureSize size = picture.size();
    PictureSize big = size.within(Rendition.BIG.longerEdgeMax().orElseThrow());
    long scaling =
        LeptonicaRenderer.isInterpolated(size, big) ? 20 * size.pixels() : 16 * big.pixels();
    long rows = 24L * size.width();
    return new Requirement(
        heapBytes + rows + BUFFERS, nativeBytes + scaling, nanos / NANOS_PER_MILLI);
  }
}
