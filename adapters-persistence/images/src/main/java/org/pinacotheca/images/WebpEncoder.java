package org.pinacotheca.images;

import java.util.Arrays;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Writes a lossless WebP (VP8L of RFC 9649): green subtracted, each pixel predicted from its left
 * and upper neighbours, one prefix code per channel. No other encoder exists in pure Java; files
 * are larger than libwebp's. Used once, by one thread.
 */
final class WebpEncoder {
  private static final int GREEN_SYMBOLS = 256 + 24;
  private static final int CHANNEL_SYMBOLS = 256;
  private static final int CODE_LENGTH_MAX = 15;
  private static final int TRANSFORM_PREDICTOR = 0;
  private static final int TRANSFORM_SUBTRACT_GREEN = 2;
  private static final int PREDICTOR_MEAN_LEFT_UPPER = 7;
  private static final int PREDICTOR_TILE_BITS = 9;
  private static final int OPAQUE = 0xff000000;

  private final ByteSink out;
  private long bits;
  private int bitCount;

  private WebpEncoder(int sizeExpected) {
    this.out = new ByteSink(sizeExpected);
  }

  static byte[] encode(Pixels pixels) {
    WebpEncoder encoder = new WebpEncoder(pixels.samples().length / 2);
    encoder.write(pixels);
    byte[] data = encoder.out.toByteArray();
    ByteSink chunk = new ByteSink(data.length + 9).text("VP8L").u32Little(data.length).all(data);
    if ((data.length & 1) != 0) {
      chunk.u8(0);
    }
    return WebpSanitizer.file(
        pixels.size(), pixels.channels() == 4, Optional.empty(), chunk.toByteArray());
  }

  private void write(Pixels pixels) {
    put(0x2f, 8);
    put(pixels.width() - 1, 14);
    put(pixels.height() - 1, 14);
    put(pixels.channels() == 4 ? 1 : 0, 1);
    put(0, 3);
    put(1, 1);
    put(TRANSFORM_SUBTRACT_GREEN, 2);
    put(1, 1);
    put(TRANSFORM_PREDICTOR, 2);
    put(PREDICTOR_TILE_BITS - 2, 3);
    // The predictor image: no colour cache, and a single colour, so its pixels take no bits.
    put(0, 1);
    single(PREDICTOR_MEAN_LEFT_UPPER);
    single(0);
    single(0);
    single(0);
    single(0);
    // No more transforms, no colour cache, one code group for the whole picture.
    put(0, 3);
    residuals(pixels);
    put(0, 7);
    flush();
  }

  private void residuals(Pixels pixels) {
    int[] residuals = predicted(pixels);
    int[] shifts = {8, 16, 0, 24};
    Code[] codes = new Code[shifts.length];
    for (int i = 0; i < shifts.length; i++) {
      long[] counts = new long[i == 0 ? GREEN_SYMBOLS : CHANNEL_SYMBOLS];
      for (int residual : residuals) {
        counts[residual >>> shifts[i] & 0xff]++;
      }
      codes[i] = Code.of(counts);
      writeCode(codes[i]);
    }
    single(0);
    for (int residual : residuals) {
      for (int i = 0; i < shifts.length; i++) {
        int symbol = residual >>> shifts[i] & 0xff;
        put(codes[i].words()[symbol], codes[i].lengths()[symbol]);
      }
    }
  }

  /**
   * The residuals of every pixel (alpha, red, green, blue), after subtracting green and the
   * prediction.
   */
  private static int[] predicted(Pixels pixels) {
    int width = pixels.width();
    int[] result = new int[width * pixels.height()];
    int[] above = new int[width];
    int[] row = new int[width];
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < width; x++) {
        row[x] = withoutGreen(pixels, y * width + x);
        int prediction;
        if (y == 0) {
          prediction = x == 0 ? OPAQUE : row[x - 1];
        } else {
          prediction = x == 0 ? above[0] : mean(row[x - 1], above[x]);
        }
        result[y * width + x] = minus(row[x], prediction);
      }
      int[] swap = above;
      above = row;
      row = swap;
    }
    return result;
  }

  private static int withoutGreen(Pixels pixels, int index) {
    byte[] samples = pixels.samples();
    int at = index * pixels.channels();
    if (pixels.channels() == 1) {
      return OPAQUE | (samples[at] & 0xff) << 8;
    }
    int green = samples[at + 1] & 0xff;
    int red = samples[at] - green & 0xff;
    int blue = samples[at + 2] - green & 0xff;
    int alpha = pixels.channels() == 4 ? samples[at + 3] & 0xff : 0xff;
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  private static int mean(int a, int b) {
    return (((a ^ b) & 0xfefefefe) >>> 1) + (a & b);
  }

  private static int minus(int a, int b) {
    int alphaGreen = 0x00ff00ff + (a & 0xff00ff00) - (b & 0xff00ff00);
    int redBlue = 0xff00ff00 + (a & 0x00ff00ff) - (b & 0x00ff00ff);
    return (alphaGreen & 0xff00ff00) | (redBlue & 0x00ff00ff);
  }

  private void single(int symbol) {
    put(1, 1);
    put(0, 1);
    put(1, 1);
    put(symbol, 8);
  }

  private void writeCode(Code code) {
    if (code.only() >= 0) {
      single(code.only());
      return;
    }
    put(0, 1);
    // Lengths 0 to 15 are themselves written in four bits each; the three repeat codes are not
    // used.
    put(15, 4);
    int[] order = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    for (int symbol : order) {
      put(symbol <= CODE_LENGTH_MAX ? 4 : 0, 3);
    }
    put(0, 1);
    for (int length : code.lengths()) {
      put(Integer.reverse(length) >>> 28, 4);
    }
  }

  private void put(int value, int count) {
    bits |= (long) value << bitCount;
    bitCount += count;
    while (bitCount >= 8) {
      out.u8((int) bits);
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void flush() {
    if (bitCount > 0) {
      out.u8((int) bits);
    }
  }

  /**
   * A canonical prefix code.
   *
   * @param only the one symbol that occurs, or -1
   */
  private record Code(int[] lengths, int[] words, int only) {
    private record Node(long count, int left, int right) {}

    static Code of(long[] counts) {
      int used = 0;
      int last = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          used++;
          last = i;
        }
      }
      int[] lengths = new int[counts.length];
      if (used <= 1) {
        return new Code(lengths, new int[counts.length], last);
      }
      while (!measured(counts, lengths)) {
        for (int i = 0; i < counts.length; i++) {
          counts[i] = counts[i] == 0 ? 0 : Math.max(1, counts[i] / 2);
        }
      }
      return new Code(lengths, words(lengths), -1);
    }

    /** Builds the Huffman tree; false when it is deeper than the format allows. */
    private static boolean measured(long[] counts, int[] lengths) {
      Node[] nodes = new Node[2 * counts.length];
      PriorityQueue<Integer> queue =
          new PriorityQueue<>((a, b) -> Long.compare(nodes[a].count(), nodes[b].count()));
      for (int i = 0; i < counts.length; i++) {
        nodes[i] = new Node(counts[i], -1, -1);
        if (counts[i] > 0) {
          queue.add(i);
        }
      }
      int next = counts.length;
      while (queue.size() > 1) {
        int left = queue.remove();
        int right = queue.remove();
        nodes[next] = new Node(nodes[left].count() + nodes[right].count(), left, right);
        queue.add(next++);
      }
      int[] depths = new int[next];
      for (int i = next - 1; i >= counts.length; i--) {
        depths[nodes[i].left()] = depths[i] + 1;
        depths[nodes[i].right()] = depths[i] + 1;
      }
      System.arraycopy(depths, 0, lengths, 0, lengths.length);
      return Arrays.stream(lengths).max().orElse(0) <= CODE_LENGTH_MAX;
    }

    /** Writes words with the lowest bit first. */
    private static int[] words(int[] lengths) {
      int[] words = new int[lengths.length];
      int word = 0;
      for (int length = 1; length <= CODE_LENGTH_MAX; length++) {
        for (int symbol = 0; symbol < lengths.length; symbol++) {
          if (lengths[symbol] == length) {
            words[symbol] = Integer.reverse(word++) >>> (32 - length);
          }
        }
        word <<= 1;
      }
      return words;
    }
  }
}
