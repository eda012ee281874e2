package org.pinacotheca.images;

/**
 * Interleaved 8-bit samples without padding: 1 per pixel for grey, 3 for RGB, 4 with
 * non-premultiplied alpha. The array is shared, never copied.
 */
record Pixels(PictureSize size, int channels, byte[] samples) implements PixelSink {
  Pixels {
    long length = (long) size.width() * size.height() * channels;
    if ((channels != 1 && channels != 3 && channels != 4) || samples.length != length) {
      throw new IllegalArgumentException(
          samples.length + " samples are not " + size + " with " + channels + " channels");
    }
  }

  static Pixels blank(PictureSize size, int channels) {
    return new Pixels(
        size,
        channels,
        new byte[Math.multiplyExact(Math.multiplyExact(size.width(), size.height()), channels)]);
  }

  @Override
  public void put(int x, int y, int step, byte[] row, int count) {
    int to = (y * width() + x) * channels;
    if (step == 1) {
      System.arraycopy(row, 0, samples, to, count * channels);
      return;
    }
    for (int from = 0; from < count * channels; from += channels, to += step * channels) {
      System.arraycopy(row, from, samples, to, channels);
    }
  }

  int width() {
    return size.width();
  }

  int height() {
    return size.height();
  }

  /** The picture on a white background, without alpha. */
  Pixels flattened() {
    if (channels != 4) {
      return this;
    }
    Pixels flat = blank(size, 3);
    byte[] to = flat.samples;
    for (int from = 0, at = 0; from < samples.length; from += 4, at += 3) {
      int alpha = samples[from + 3] & 0xff;
      for (int c = 0; c < 3; c++) {
        int value = (samples[from + c] & 0xff) * alpha + 255 * (255 - alpha);
        to[at + c] = (byte) ((value + 127) / 255);
      }
    }
    return flat;
  }

  /** The picture rotated to upright. */
  Pixels turned(Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return this;
    }
    int w = width();
    int h = height();
    Pixels result = blank(size.turned(orientation), channels);
    int resultWidth = result.width();
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int to =
            switch (orientation) {
              case UPRIGHT -> y * resultWidth + x;
              case MIRRORED -> y * resultWidth + w - 1 - x;
              case UPSIDE_DOWN -> (h - 1 - y) * resultWidth + w - 1 - x;
              case MIRRORED_UPSIDE_DOWN -> (h - 1 - y) * resultWidth + x;
              case TRANSPOSED -> x * resultWidth + y;
              case TURN_RIGHT -> x * resultWidth + h - 1 - y;
              case TRANSVERSED -> (w - 1 - x) * resultWidth + h - 1 - y;
              case TURN_LEFT -> (w - 1 - x) * resultWidth + y;
            };
        System.arraycopy(samples, (y * w + x) * channels, result.samples, to * channels, channels);
      }
    }
    return result;
  }
}
