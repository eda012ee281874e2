package org.pinacotheca.testkit.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Creates valid pictures of one colour whose files are small and whose decoding is expensive: many
 * pixels, many frames or many scans in a few kilobytes. For tests of memory and processor time.
 * Stateless.
 */
public final class CostlyPictures {
  private static final int LZW_ROOT_BITS = 2;
  private static final int LZW_RUN_MAX = 4000;
  private static final int EOB_RUN_MAX = 32_767;
  private static final int BITS_SHIFT_MAX = 13;

  private CostlyPictures() {}

  /**
   * A PNG.
   *
   * @param depth bits of a sample
   * @param colourType the colour type of PNG: 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6
   *     colour with alpha
   * @param filter of each row, from 0 to 4
   */
  public static byte[] png(
      int width, int height, int depth, int colourType, boolean interlaced, int filter) {
    return png(width, height, depth, colourType, interlaced, filter, 0);
  }

  /** A PNG of 8 bits that is animated: frames as large as the picture. */
  public static byte[] animatedPng(int width, int height, int frames) {
    return png(width, height, 8, 6, false, 4, frames);
  }

  private static byte[] png(
      int width,
      int height,
      int depth,
      int colourType,
      boolean interlaced,
      int filter,
      int frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(
        out,
        "IHDR",
        bytes(u32(width), u32(height), new byte[] {(byte) depth, (byte) colourType, 0, 0})
            .toByteArray(),
        (byte) (interlaced ? 1 : 0));
    if (colourType == 3) {
      chunk(out, "PLTE", new byte[] {10, 20, 30, 40, 50, 60});
    }
    byte[] pixels = deflated(width, height, depth * channels(colourType), interlaced, filter);
    int sequence = 0;
    if (frames > 0) {
      chunk(out, "acTL", bytes(u32(frames), u32(0)).toByteArray());
      chunk(out, "fcTL", frame(sequence++, width, height));
    }
    chunk(out, "IDAT", pixels);
    for (int frame = 1; frame < frames; frame++) {
      chunk(out, "fcTL", frame(sequence++, width, height));
      chunk(out, "fdAT", bytes(u32(sequence++), pixels).toByteArray());
    }
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] frame(int sequence, int width, int height) {
    return bytes(
            u32(sequence), u32(width), u32(height), u32(0), u32(0), new byte[] {0, 1, 0, 10, 0, 0})
        .toByteArray();
  }

  private static int channels(int colourType) {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  private static byte[] deflated(
      int width, int height, int bitsPerPixel, boolean interlaced, int filter) {
    int[][] passes =
        interlaced
            ? new int[][] {
              {0, 0, 8, 8},
              {4, 0, 8, 8},
              {0, 4, 4, 8},
              {2, 0, 4, 4},
              {0, 2, 2, 4},
              {1, 0, 2, 2},
              {0, 1, 1, 2}
            }
            : new int[][] {{0, 0, 1, 1}};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      for (int[] pass : passes) {
        long columns = Math.ceilDiv(width - pass[0], pass[2]);
        int rows = Math.ceilDiv(height - pass[1], pass[3]);
        byte[] row = new byte[1 + (int) ((columns * bitsPerPixel + 7) / 8)];
        row[0] = (byte) filter;
        for (int y = 0; y < rows && columns > 0; y++) {
          deflater.setInput(row);
          while (!deflater.needsInput()) {
            out.write(buffer, 0, deflater.deflate(buffer));
          }
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, byte... more) {
    byte[] content = bytes(type.getBytes(StandardCharsets.US_ASCII), data, more).toByteArray();
    CRC32 crc = new CRC32();
    crc.update(content);
    out.writeBytes(u32(content.length - 4));
    out.writeBytes(content);
    out.writeBytes(u32((int) crc.getValue()));
  }

  /** A GIF whose frames are as large as the picture. */
  public static byte[] gif(int width, int height, int frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(u16Little(width));
    out.writeBytes(u16Little(height));
    out.writeBytes(new byte[] {(byte) 0x91, 0, 0, 9, 9, 9, 90, 90, 90, 0, 0, 0, 0, 0, 0});
    byte[] data = lzw((long) width * height);
    for (int frame = 0; frame < frames; frame++) {
      out.write(0x2c);
      out.writeBytes(bytes(u16Little(0), u16Little(0)).toByteArray());
      out.writeBytes(bytes(u16Little(width), u16Little(height)).toByteArray());
      out.write(0);
      out.write(LZW_ROOT_BITS);
      for (int at = 0; at < data.length; at += 255) {
        int length = Math.min(255, data.length - at);
        out.write(length);
        out.write(data, at, length);
      }
      out.write(0);
    }
    out.write(0x3b);
    return out.toByteArray();
  }

  /** Codes of zeros: each code stands for a run one longer than the one before. */
  private static byte[] lzw(long pixels) {
    Bits bits = new Bits(false);
    int clear = 1 << LZW_ROOT_BITS;
    int width = LZW_ROOT_BITS + 1;
    int free = clear + 2;
    int run = 0;
    bits.put(clear, width);
    for (long left = pixels; left > 0; left -= run) {
      if (run == LZW_RUN_MAX) {
        bits.put(clear, width);
        width = LZW_ROOT_BITS + 1;
        free = clear + 2;
        run = 0;
      }
      int next = (int) Math.min(left, run + 1);
      bits.put(next == 1 ? 0 : clear + next, width);
      if (run > 0) {
        free++;
        width += free == 1 << width && width < 12 ? 1 : 0;
      }
      run = next;
    }
    bits.put(clear + 1, width);
    return bits.bytes();
  }

  /**
   * A progressive JPEG that is not subsampled.
   *
   * @param components 1, 3 or 4
   * @param scans at least one more than there are components
   */
  public static byte[] progressiveJpeg(int width, int height, int components, int scans) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    byte[] quantisation = new byte[65];
    Arrays.fill(quantisation, 1, 65, (byte) 1);
    segment(out, 0xdb, quantisation);
    ByteArrayOutputStream frame =
        bytes(new byte[] {8}, u16(height), u16(width), new byte[] {(byte) components});
    for (int component = 1; component <= components; component++) {
      frame.writeBytes(new byte[] {(byte) component, 0x11, 0});
    }
    segment(out, 0xc2, frame.toByteArray());
    segment(out, 0xc4, bytes(new byte[] {0x00, 1}, new byte[15], new byte[] {0}).toByteArray());
    byte[] runs = new byte[15];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = (byte) (i << 4);
    }
    segment(out, 0xc4, bytes(new byte[] {0x10, 0, 0, 0, 15}, new byte[12], runs).toByteArray());
    long blocks = (long) Math.ceilDiv(width, 8) * Math.ceilDiv(height, 8);
    scan(out, components, 0, 0, 0);
    Bits direct = new Bits(true);
    for (long i = 0; i < blocks * components; i++) {
      direct.put(0, 1);
    }
    out.writeBytes(direct.bytes());
    byte[] empty = endOfBands(blocks);
    int written = 1;
    for (int shift = BITS_SHIFT_MAX; written < scans && shift >= 0; shift--) {
      for (int component = 1; component <= components && written < scans; component++) {
        scan(out, -component, shift == BITS_SHIFT_MAX ? 0 : shift + 1, shift, 63);
        out.writeBytes(empty);
        written++;
      }
    }
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return out.toByteArray();
  }

  private static void scan(ByteArrayOutputStream out, int components, int high, int low, int last) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(Math.max(1, components));
    if (components < 0) {
      header.writeBytes(new byte[] {(byte) -components, 0});
    }
    for (int component = 1; component <= components; component++) {
      header.writeBytes(new byte[] {(byte) component, 0});
    }
    header.write(last == 0 ? 0 : 1);
    header.write(last);
    header.write(high << 4 | low);
    segment(out, 0xda, header.toByteArray());
  }

  private static byte[] endOfBands(long blocks) {
    Bits bits = new Bits(true);
    long left = blocks;
    while (left > 0) {
      int run = (int) Math.min(left, EOB_RUN_MAX);
      int size = 31 - Integer.numberOfLeadingZeros(run);
      bits.put(size, 4);
      bits.put(run - (1 << size), size);
      left -= run;
    }
    return bits.bytes();
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte[] data) {
    out.write(0xff);
    out.write(marker);
    out.writeBytes(u16(data.length + 2));
    out.writeBytes(data);
  }

  /** A lossless WebP; its longest edge is 16383. */
  public static byte[] losslessWebp(int width, int height) {
    Bits bits = new Bits(false);
    bits.put(width - 1, 14);
    bits.put(height - 1, 14);
    bits.put(0, 4);
    // No transform, no colour cache, one group of codes.
    bits.put(0, 3);
    for (int code = 0; code < 5; code++) {
      // One symbol, which takes no bits.
      bits.put(1, 4);
    }
    return losslessWebp(bits);
  }

  /** A lossless WebP of one megapixel with as many groups of codes as there can be. */
  public static byte[] losslessWebpOfManyCodes() {
    int edge = 1024;
    int tiles = edge / 4 * edge / 4;
    Bits bits = new Bits(false);
    bits.put(edge - 1, 14);
    bits.put(edge - 1, 14);
    bits.put(0, 4);
    // No transform and no colour cache; the group of each tile of 4 x 4 pixels follows.
    bits.put(0, 2);
    bits.put(1, 1);
    bits.put(0, 3);
    bits.put(0, 1);
    codeOfBytes(bits, 280);
    codeOfBytes(bits, 256);
    for (int code = 0; code < 3; code++) {
      bits.put(1, 4);
    }
    for (int tile = 0; tile < tiles; tile++) {
      bits.put(Integer.reverse(tile) >>> 24, 8);
      bits.put(Integer.reverse(tile >> 8) >>> 24, 8);
    }
    for (int code = 0; code < 5 * tiles; code++) {
      // One symbol, which takes no bits.
      bits.put(1, 4);
    }
    return losslessWebp(bits);
  }

  /** Eight bits for each of the first 256 symbols, none for the others. */
  private static void codeOfBytes(Bits bits, int symbols) {
    int lengths = 12;
    bits.put(0, 1);
    bits.put(lengths - 4, 4);
    for (int length = 0; length < lengths; length++) {
      // The third stands for symbols without a code, the twelfth for eight bits.
      bits.put(length == 2 || length == lengths - 1 ? 1 : 0, 3);
    }
    bits.put(0, 1);
    for (int symbol = 0; symbol < symbols; symbol++) {
      bits.put(symbol < 256 ? 1 : 0, 1);
    }
  }

  private static byte[] losslessWebp(Bits bits) {
    byte[] data = bytes(new byte[] {0x2f}, bits.bytes(), new byte[8]).toByteArray();
    byte[] padded = Arrays.copyOf(data, data.length + (data.length & 1));
    return bytes(
            "RIFF".getBytes(StandardCharsets.US_ASCII),
            u32Little(padded.length + 12),
            "WEBPVP8L".getBytes(StandardCharsets.US_ASCII),
            u32Little(padded.length),
            padded)
        .toByteArray();
  }

  private static ByteArrayOutputStream bytes(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out;
  }

  private static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] u32(int value) {
    return bytes(u16(value >> 16), u16(value)).toByteArray();
  }

  private static byte[] u16Little(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8)};
  }

  private static byte[] u32Little(int value) {
    return bytes(u16Little(value), u16Little(value >> 16)).toByteArray();
  }

  /** Collects bits, the first at the high end (JPEG) or the low end (GIF, WebP). */
  private static final class Bits {
    private final boolean highFirst;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    Bits(boolean highFirst) {
      this.highFirst = highFirst;
    }

    void put(int value, int width) {
      for (int i = 0; i < width; i++) {
        int bit = value >> (highFirst ? width - 1 - i : i) & 1;
        held |= bit << (highFirst ? 7 - count : count);
        if (++count == 8) {
          flush();
        }
      }
    }

    private void flush() {
      out.write(held);
      if (highFirst && held == 0xff) {
        out.write(0);
      }
      held = 0;
      count = 0;
    }

    byte[] bytes() {
      if (count > 0) {
        if (highFirst) {
          held |= (1 << (8 - count)) - 1;
        }
        flush();
      }
      return out.toByteArray();
    }
  }
}
