package org.pinacotheca.images;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Scales down by averaging areas, and up by blending neighbours. Stateless. */
final class AreaScaler {
  private static final int FRACTION_BITS = 10;
  private static final int ONE = 1 << FRACTION_BITS;
  private static final int FRACTION = ONE - 1;
  private static final int HALF_SQUARED = 1 << (2 * FRACTION_BITS - 1);

  private AreaScaler() {}

  /** Scales down: every result pixel is the exact mean of the source area it covers. */
  static Pixels shrink(Pixels source, PictureSize size) {
    if (source.size().equals(size)) {
      return source;
    }
    int row = source.width() * source.channels();
    return shrink(
        source.size(),
        source.channels(),
        y -> Arrays.copyOfRange(source.samples(), y * row, (y + 1) * row),
        size);
  }

  /** As above, holding only one row at a time. */
  static Pixels shrink(
      PictureSize source, int channels, IntFunction<byte[]> rows, PictureSize size) {
    Pixels result = Pixels.blank(size, channels);
    int resultRow = size.width() * channels;
    float[] across = new float[resultRow];
    float[] sum = new float[resultRow];
    double step = (double) source.height() / size.height();
    float share = (float) (size.width() / (step * source.width()));
    int y = 0;
    for (int to = 0; to < size.height(); to++) {
      double end = Math.min(source.height(), (to + 1) * step);
      double at = to * step;
      Arrays.fill(sum, 0);
      y = (int) at;
      while (at < end - 1e-9) {
        double next = Math.min(end, y + 1.0);
        narrow(rows.apply(y), 0, source.width(), across, size.width(), channels);
        float weight = (float) (next - at);
        for (int i = 0; i < resultRow; i++) {
          sum[i] += across[i] * weight;
        }
        at = next;
        y++;
      }
      for (int i = 0; i < resultRow; i++) {
        result.samples()[to * resultRow + i] = (byte) Math.min(255, (int) (sum[i] * share + 0.5f));
      }
    }
    return result;
  }

  private static void narrow(
      byte[] from, int offset, int width, float[] across, int resultWidth, int channels) {
    double step = (double) width / resultWidth;
    for (int x = 0; x < resultWidth; x++) {
      double start = x * step;
      double end = Math.min(width, start + step);
      int first = (int) start;
      int last = Math.min(width - 1, (int) (end - 1e-9));
      float head = (float) (Math.min(end, first + 1.0) - start);
      float tail = (float) (end - last);
      for (int c = 0; c < channels; c++) {
        int at = offset + first * channels + c;
        float value = (from[at] & 0xff) * head;
        if (last > first) {
          int middle = 0;
          for (int i = first + 1; i < last; i++) {
            at += channels;
            middle += from[at] & 0xff;
          }
          value += middle + (from[at + channels] & 0xff) * tail;
        }
        across[x * channels + c] = value;
      }
    }
  }

  /** Scales up: interpolates between the centres of the source's pixels. */
  static Pixels blend(Pixels source, PictureSize size) {
    int channels = source.channels();
    Pixels result = Pixels.blank(size, channels);
    byte[] samples = result.samples();
    int sourceRow = source.width() * channels;
    int[] lefts = new int[size.width()];
    int[] shares = new int[size.width()];
    for (int x = 0; x < size.width(); x++) {
      int fixed = centre(x, size.width(), source.width());
      lefts[x] = (fixed >> FRACTION_BITS) * channels;
      shares[x] = fixed & FRACTION;
    }
    // Repeats the last cell, so that every cell has a right neighbour.
    int[] cells = new int[sourceRow + channels];
    for (int y = 0, to = 0; y < size.height(); y++) {
      int fixed = centre(y, size.height(), source.height());
      int above = fixed >> FRACTION_BITS;
      int below = Math.min(source.height() - 1, above + 1);
      mixRows(
          source.samples(),
          above * sourceRow,
          below * sourceRow,
          fixed & FRACTION,
          cells,
          sourceRow);
      System.arraycopy(cells, sourceRow - channels, cells, sourceRow, channels);
      for (int x = 0; x < lefts.length; x++) {
        int left = lefts[x];
        int share = shares[x];
        for (int c = 0; c < channels; c++) {
          int mixed = cells[left + c] * (ONE - share) + cells[left + channels + c] * share;
          samples[to++] = (byte) ((mixed + HALF_SQUARED) >> (2 * FRACTION_BITS));
        }
      }
    }
    return result;
  }

  private static void mixRows(
      byte[] from, int above, int below, int share, int[] cells, int count) {
    for (int i = 0; i < count; i++) {
      cells[i] = (from[above + i] & 0xff) * (ONE - share) + (from[below + i] & 0xff) * share;
    }
  }

  /** The source position of a result pixel's centre, in fixed point. */
  private static int centre(int at, int edge, int sourceEdge) {
    double exact = Math.clamp((at + 0.5) * sourceEdge / edge - 0.5, 0.0, sourceEdge - 1.0);
    return (int) (exact * ONE);
  }
}
