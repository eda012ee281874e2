package org.pinacotheca.images.codec;

import static org.bytedeco.leptonica.global.leptonica.*;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelSink;

/** Owns a PIX of 8 or 32 bits and frees it once. */
final class NativePicture implements PixelSink, AutoCloseable {
  static final int ALPHA_SAMPLES = 4;

  private @Nullable PIX pix;
  private int[] row = {};

  NativePicture(PIX pix) {
    this.pix = pix;
  }

  /** The result of a step of leptonica. */
  static NativePicture of(@Nullable PIX pix, String step) {
    return new NativePicture(made(pix, step));
  }

  /** Fully transparent, or black without alpha. */
  static NativePicture blank(PictureSize size, int channels) {
    PIX pix = made(pixCreate(size.width(), size.height(), channels == 1 ? 8 : 32), "create");
    pixSetSpp(pix, channels);
    return new NativePicture(pix);
  }

  /** The first sample of a word is its most significant byte, on any machine. */
  @Override
  public void put(int x, int y, int step, byte[] samples, int count) {
    int channels = pixGetSpp(pix());
    int words = pixGetWpl(pix());
    row = row.length == words ? row : new int[words];
    IntPointer data = pixGetData(pix()).position((long) y * words);
    data.get(row, 0, words);
    for (int i = 0, from = 0, to = x; i < count; i++, from += channels, to += step) {
      if (channels == 1) {
        int shift = 24 - 8 * (to & 3);
        row[to >> 2] = row[to >> 2] & ~(255 << shift) | (samples[from] & 255) << shift;
      } else {
        int alpha = channels == ALPHA_SAMPLES ? samples[from + 3] & 255 : 0;
        row[to] = Bytes.u16(samples, from) << 16 | (samples[from + 2] & 255) << 8 | alpha;
      }
    }
    data.put(row, 0, words);
  }

  /**
   * A second reference to the same pixels, which live until both are closed. Leptonica counts
   * references, but JavaCPP returns the same object, which loses its address on the first close, so
   * the pixels would never be freed.
   */
  NativePicture again() {
    return new NativePicture(new PIX(made(pixClone(pix()), "clone")));
  }

  /**
   * Blends with white, in place, if there is alpha: leptonica's own function needs two more
   * pictures of the size.
   */
  void flatten() {
    if (pixGetSpp(pix()) != ALPHA_SAMPLES) {
      return;
    }
    int words = pixGetWpl(pix());
    IntPointer data = pixGetData(pix());
    int[] row = new int[words];
    for (int y = 0; y < size().height(); y++) {
      data.position((long) y * words).get(row, 0, words);
      for (int x = 0; x < words; x++) {
        row[x] = onWhite(row[x]);
      }
      data.position((long) y * words).put(row, 0, words);
    }
    pixSetSpp(pix(), ALPHA_SAMPLES - 1);
  }

  private static int onWhite(int sample) {
    int alpha = sample & 255;
    if (alpha == 255) {
      return sample;
    }
    int result = 0;
    for (int shift = 24; shift > 0; shift -= 8) {
      int value = (sample >>> shift & 255) * alpha + 255 * (255 - alpha);
      result |= (value + 127) / 255 << shift;
    }
    return result;
  }

  PIX pix() {
    PIX held = pix;
    if (held == null) {
      throw new IllegalStateException("the picture is closed");
    }
    return held;
  }

  PictureSize size() {
    return new PictureSize(pixGetWidth(pix()), pixGetHeight(pix()));
  }

  @Override
  public void close() {
    PIX held = pix;
    pix = null;
    if (held != null) {
      pixDestroy(held);
    }
  }

  /** A result of leptonica, which is null when a step failed. */
  static PIX made(@Nullable PIX pix, String step) {
    if (pix == null) {
      throw new IllegalStateException(
          "leptonica failed in step " + step + ", most likely for want of memory");
    }
    return pix;
  }
}
