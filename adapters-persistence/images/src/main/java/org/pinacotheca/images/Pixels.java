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
}
