package org.pinacotheca.images.webp;

import java.util.Arrays;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;

/**
 * Computes the memory for decoding a lossless WebP beyond its pixels: for tables of prefix codes,
 * and for sub-images with codes and transforms. A file of 300 kB may have 65,536 code groups with
 * tables of some kilobytes each. The maximum number comes after the transform images, whose codes
 * must be read to skip them. Used once, by one thread.
 */
public final class WebpCodeTables {
  private static final int GROUPS_MAX = 1 << 16;

  /** Up to this number a decoder builds tables even for unused groups. */
  private static final int UNUSED_GROUPS_MAX = 1000;

  /** The longest tables of five codes without a colour cache, as libwebp counts them. */
  private static final int ENTRIES_MAX = 2956;

  private static final int ENTRY_BYTES = 4;
  private static final int GROUP_BYTES = 640;
  private static final int PIXEL_BYTES = 4;
  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int CACHE_BITS_MAX = 11;
  private static final int CODE_BITS_MAX = 15;
  private static final int[] ORDER_OF_LENGTHS = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private final byte[] in;
  private final long end;
  private final Allowance allowance;

  /** In bits. */
  private long at;

  /** The bytes of sub-images held in addition to the picture. */
  private long pictureBytes;

  private WebpCodeTables(byte[] in, int from, int to, Allowance allowance) {
    this.in = in;
    this.at = 8L * from;
    this.end = 8L * to;
    this.allowance = allowance;
  }

  /**
   * The maximum bytes of tables and sub-images.
   *
   * @param from the offset of the transforms, after the header of the picture
   * @throws PictureRefusedException when it is damaged before its group codes
   */
  static long bytes(byte[] in, int from, int to, PictureSize size, Allowance allowance)
      throws PictureRefusedException {
    return new WebpCodeTables(in, from, to, allowance).bytes(size);
  }

  private static long bytes(long tiles, long pixels, int cacheBits) {
    long groups = Math.min(GROUPS_MAX, Math.max(tiles, Math.min(UNUSED_GROUPS_MAX, pixels)));
    return groups * (ENTRY_BYTES * (ENTRIES_MAX + cached(cacheBits)) + GROUP_BYTES);
  }

  private static int cached(int cacheBits) {
    return cacheBits == 0 ? 0 : 1 << cacheBits;
  }

  private static long tiles(int width, int height, int bits) {
    return (long) Math.ceilDiv(width, 1 << bits) * Math.ceilDiv(height, 1 << bits);
  }

  private long bytes(PictureSize size) throws PictureRefusedException {
    int width = size.width();
    int transforms = 0;
    while (read(1) == 1) {
      int transform = read(2);
      if ((transforms >> transform & 1) != 0) {
        throw unreadable();
      }
      transforms |= 1 << transform;
      switch (transform) {
        case 0, 1 -> pass(tiles(width, size.height(), read(3) + 2));
        case 3 -> {
          int colours = read(8) + 1;
          pass(colours);
          int packed = colours > 16 ? 0 : colours > 4 ? 1 : colours > 2 ? 2 : 3;
          width = Math.ceilDiv(width, 1 << packed);
        }
        default -> {}
      }
    }
    int cacheBits = cacheBits();
    if (read(1) == 0) {
      return bytes(1, 1, cacheBits) + pictureBytes;
    }
    long tiles = tiles(width, size.height(), read(3) + 2);
    return bytes(tiles, size.pixels(), cacheBits) + pictureBytes + PIXEL_BYTES * tiles;
  }

  private int cacheBits() throws PictureRefusedException {
    int bits = read(1) == 0 ? 0 : read(4);
    if (bits > CACHE_BITS_MAX) {
      throw unreadable();
    }
    return bits;
  }

  /** Skips the image of a transform. */
  private void pass(long pixels) throws PictureRefusedException {
    pictureBytes += PIXEL_BYTES * pixels;
    Code green = code(LITERALS + LENGTHS + cached(cacheBits()));
    Code[] others = {code(LITERALS), code(LITERALS), code(LITERALS)};
    Code distance = code(DISTANCES);
    for (long done = 0; done < pixels; ) {
      allowance.step();
      int symbol = symbol(green);
      if (symbol >= LITERALS && symbol < LITERALS + LENGTHS) {
        done += length(symbol - LITERALS);
        length(symbol(distance));
      } else {
        done++;
        for (int i = 0; i < others.length && symbol < LITERALS; i++) {
          symbol(others[i]);
        }
      }
    }
  }

  private long length(int symbol) throws PictureRefusedException {
    if (symbol < 4) {
      return symbol + 1L;
    }
    int more = (symbol - 2) >> 1;
    return ((2L + (symbol & 1)) << more) + read(more) + 1;
  }

  /** A prefix code: the number of symbols of each length, and the symbols by length. */
  private record Code(int[] counts, int[] symbols) {
    static Code of(int[] lengths) {
      int[] counts = new int[CODE_BITS_MAX + 1];
      int[] symbols = new int[lengths.length];
      int used = 0;
      for (int length = 1; length <= CODE_BITS_MAX; length++) {
        for (int symbol = 0; symbol < lengths.length; symbol++) {
          if (lengths[symbol] == length) {
            counts[length]++;
            symbols[used++] = symbol;
          }
        }
      }
      counts[0] = used;
      return new Code(counts, symbols);
    }
  }

  private Code code(int size) throws PictureRefusedException {
    int[] lengths = new int[Math.max(size, LITERALS)];
    if (read(1) == 1) {
      boolean two = read(1) == 1;
      lengths[read(read(1) == 0 ? 1 : 8)] = 1;
      if (two) {
        lengths[read(8)] = 1;
      }
      // As in libwebp, an absent symbol has no code.
      return Code.of(Arrays.copyOf(lengths, size));
    }
    int[] ofLengths = new int[ORDER_OF_LENGTHS.length];
    int given = read(4) + 4;
    for (int i = 0; i < given; i++) {
      ofLengths[ORDER_OF_LENGTHS[i]] = read(3);
    }
    Code code = Code.of(ofLengths);
    int left = read(1) == 0 ? size : 2 + read(2 + 2 * read(3));
    int previous = 8;
    for (int symbol = 0; symbol < size && left > 0; left--) {
      int length = symbol(code);
      int repeated = 1;
      if (length <= CODE_BITS_MAX) {
        previous = length == 0 ? previous : length;
      } else {
        repeated =
            switch (length) {
              case 16 -> 3 + read(2);
              case 17 -> 3 + read(3);
              default -> 11 + read(7);
            };
        length = length == 16 ? previous : 0;
      }
      for (int i = 0; i < repeated; i++) {
        if (symbol == size) {
          throw unreadable();
        }
        lengths[symbol++] = length;
      }
    }
    return Code.of(lengths);
  }

  /** The only symbol of a code takes no bits. */
  private int symbol(Code code) throws PictureRefusedException {
    if (code.counts()[0] == 1) {
      return code.symbols()[0];
    }
    int value = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= CODE_BITS_MAX; length++) {
      value |= read(1);
      int count = code.counts()[length];
      if (value - first < count) {
        return code.symbols()[index + value - first];
      }
      index += count;
      first = first + count << 1;
      value <<= 1;
    }
    throw unreadable();
  }

  /** The first bit is the lowest one. */
  private int read(int count) throws PictureRefusedException {
    if (at + count > end) {
      throw unreadable();
    }
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      value |= (in[(int) (at >> 3)] >> (at & 7) & 1) << i;
    }
    return value;
  }

  /** No decoder continues here. */
  private static PictureRefusedException unreadable() {
    return PictureRefusedException.corrupt("codes that cannot be read");
  }
}
