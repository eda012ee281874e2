package org.pinacotheca.images;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes PNGs checked by {@link PngSanitizer} to 8 bits. Used once, by one thread. */
final class PngDecoder implements AutoCloseable {
  private static final int[][] WHOLE = {{0, 0, 1, 1}};
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final PngPicture picture;
  private final Allowance allowance;
  private final Inflater inflater = new Inflater();
  private final int bitsPerPixel;
  private int nextChunk;

  private PngDecoder(PngPicture picture, Allowance allowance) {
    this.picture = picture;
    this.allowance = allowance;
    this.bitsPerPixel = picture.channels() * picture.depth();
  }

  /**
   * Writes the still picture, or the default image of an animation.
   *
   * @param blank creates the sink, for a number of channels
   */
  static <S extends PixelSink> S decode(
      PngPicture picture, Allowance allowance, IntFunction<S> blank)
      throws PictureRefusedException {
    try (PngDecoder decoder = new PngDecoder(picture, allowance)) {
      Expansion expansion = Expansion.of(picture);
      S result = blank.apply(expansion.channels());
      decoder.putPixels(expansion, result);
      return result;
    }
  }

  /** Checks that the frames of an animation after the still picture have all their pixels. */
  static void checkFrames(PngPicture picture, Allowance allowance) throws PictureRefusedException {
    int i = 0;
    while (i < picture.chunks().size()) {
      PngPicture.Chunk chunk = picture.chunks().get(i++);
      boolean framed = chunk.type().equals("fcTL") && i < picture.chunks().size();
      if (framed && picture.chunks().get(i).type().equals("fdAT")) {
        int width = (int) Bytes.u32(picture.clean(), chunk.from() + 4);
        int height = (int) Bytes.u32(picture.clean(), chunk.from() + 8);
        try (PngDecoder decoder = new PngDecoder(picture, allowance)) {
          decoder.nextChunk = i;
          decoder.skipFrame(new PictureSize(width, height));
        }
      } else if (chunk.type().equals("fcTL")
          && !(framed && picture.chunks().get(i).type().equals("IDAT"))) {
        throw PictureRefusedException.corrupt("a frame without data");
      }
    }
  }

  /** The uncompressed bytes of all rows, with their filter bytes. */
  static long bytes(PngPicture picture) {
    long bytes = 0;
    try (PngDecoder decoder = new PngDecoder(picture, Allowance.ANYTHING)) {
      for (int[] pass : picture.interlaced() ? ADAM7 : WHOLE) {
        int width = passEdge(picture.size().width(), pass[0], pass[2]);
        int height = passEdge(picture.size().height(), pass[1], pass[3]);
        bytes += width > 0 ? (long) height * decoder.rowBytes(width) : 0;
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    inflater.close();
  }

  private void putPixels(Expansion expansion, PixelSink result) throws PictureRefusedException {
    for (int[] pass : picture.interlaced() ? ADAM7 : WHOLE) {
      int width = passEdge(picture.size().width(), pass[0], pass[2]);
      int height = passEdge(picture.size().height(), pass[1], pass[3]);
      byte[] row = new byte[rowBytes(width)];
      byte[] previous = new byte[row.length];
      byte[] expanded = new byte[Math.multiplyExact(Math.max(0, width), expansion.channels())];
      for (int y = 0; y < height && width > 0; y++) {
        readRow(row, "IDAT"::equals, 0);
        unfilter(row, previous);
        expansion.row(row, width, expanded);
        result.put(pass[0], pass[1] + y * pass[3], pass[2], expanded, width);
        byte[] swap = previous;
        previous = row;
        row = swap;
      }
    }
  }

  private void skipFrame(PictureSize size) throws PictureRefusedException {
    for (int[] pass : picture.interlaced() ? ADAM7 : WHOLE) {
      int width = passEdge(size.width(), pass[0], pass[2]);
      int height = passEdge(size.height(), pass[1], pass[3]);
      byte[] row = new byte[rowBytes(width)];
      for (int y = 0; y < height && width > 0; y++) {
        readRow(row, "fdAT"::equals, 4);
      }
    }
  }

  private static int passEdge(int edge, int start, int step) {
    return (edge - start + step - 1) / step;
  }

  /** One row after its filter byte. */
  private int rowBytes(int width) {
    return (int) (((long) width * bitsPerPixel + 7) / 8) + 1;
  }

  private void readRow(byte[] row, Predicate<String> source, int skipped)
      throws PictureRefusedException {
    allowance.step();
    int filled = 0;
    try {
      while (filled < row.length) {
        int more = inflater.inflate(row, filled, row.length - filled);
        filled += more;
        if (more == 0
            && (inflater.finished() || inflater.needsDictionary() || !feed(source, skipped))) {
          throw PictureRefusedException.corrupt("not enough pixels");
        }
      }
    } catch (DataFormatException e) {
      throw PictureRefusedException.corrupt("damaged pixels: " + e.getMessage());
    }
    if ((row[0] & 0xff) > 4) {
      throw PictureRefusedException.corrupt("row filter " + row[0]);
    }
  }

  private boolean feed(Predicate<String> source, int skipped) {
    while (nextChunk < picture.chunks().size()) {
      PngPicture.Chunk chunk = picture.chunks().get(nextChunk);
      if (source.test(chunk.type())) {
        inflater.setInput(picture.clean(), chunk.from() + skipped, chunk.length() - skipped);
        nextChunk++;
        return true;
      }
      if (chunk.type().equals("fcTL") && source.test("fdAT")) {
        return false;
      }
      nextChunk++;
    }
    return false;
  }

  private void unfilter(byte[] row, byte[] above) {
    int step = Math.max(1, bitsPerPixel / 8);
    switch (row[0]) {
      case 1 -> {
        for (int i = step + 1; i < row.length; i++) {
          row[i] += row[i - step];
        }
      }
      case 2 -> {
        for (int i = 1; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = 1; i < row.length; i++) {
          int left = i > step ? row[i - step] & 0xff : 0;
          row[i] += (byte) ((left + (above[i] & 0xff)) >> 1);
        }
      }
      case 4 -> {
        for (int i = 1; i < row.length; i++) {
          int left = i > step ? row[i - step] & 0xff : 0;
          int corner = i > step ? above[i - step] & 0xff : 0;
          row[i] += (byte) paeth(left, above[i] & 0xff, corner);
        }
      }
      default -> {}
    }
  }

  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  /** Converts the samples of a row to 8-bit channels. */
  private record Expansion(int channels, int depth, int colourType, byte[] palette, int[] key) {
    private static final int[] NO_KEY = {};

    static Expansion of(PngPicture picture) throws PictureRefusedException {
      boolean alpha = picture.keyed() || picture.colourType() >= 4;
      int plain = picture.colourType() == 0 ? 1 : 3;
      byte[] palette = picture.colourType() == 3 ? palette(picture) : new byte[0];
      int[] key = picture.keyed() && picture.colourType() < 3 ? key(picture) : NO_KEY;
      return new Expansion(alpha ? 4 : plain, picture.depth(), picture.colourType(), palette, key);
    }

    /** 256 entries of four channels; entries beyond the file's palette are black, as in viewers. */
    private static byte[] palette(PngPicture picture) {
      byte[] entries = new byte[256 * 4];
      for (int i = 3; i < entries.length; i += 4) {
        entries[i] = (byte) 255;
      }
      for (PngPicture.Chunk chunk : picture.chunks()) {
        for (int i = 0; i < chunk.length() && chunk.type().equals("PLTE"); i++) {
          entries[i / 3 * 4 + i % 3] = picture.clean()[chunk.from() + i];
        }
        for (int i = 0; i < Math.min(256, chunk.length()) && chunk.type().equals("tRNS"); i++) {
          entries[i * 4 + 3] = picture.clean()[chunk.from() + i];
        }
      }
      return entries;
    }

    private static int[] key(PngPicture picture) throws PictureRefusedException {
      for (PngPicture.Chunk chunk : picture.chunks()) {
        if (chunk.type().equals("tRNS") && chunk.length() == 2 * picture.channels()) {
          int[] key = new int[picture.channels()];
          Arrays.setAll(key, i -> Bytes.u16(picture.clean(), chunk.from() + 2 * i));
          return key;
        }
      }
      throw PictureRefusedException.corrupt("a transparent colour of wrong length");
    }

    void row(byte[] row, int width, byte[] out) {
      int sourceChannels =
          switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
          };
      int[] sample = new int[sourceChannels];
      for (int x = 0, to = 0; x < width; x++, to += channels) {
        for (int c = 0; c < sourceChannels; c++) {
          sample[c] = sample(row, x * sourceChannels + c);
        }
        if (colourType == 3) {
          System.arraycopy(palette, sample[0] * 4, out, to, channels);
        } else {
          write(sample, out, to);
        }
      }
    }

    private void write(int[] sample, byte[] out, int to) {
      boolean grey = sample.length < 3;
      out[to] = eight(sample[0]);
      if (channels > 1) {
        out[to + 1] = grey ? out[to] : eight(sample[1]);
        out[to + 2] = grey ? out[to] : eight(sample[2]);
      }
      if (channels == 4) {
        boolean own = colourType >= 4;
        out[to + 3] =
            own ? eight(sample[sample.length - 1]) : (byte) (Arrays.equals(sample, key) ? 0 : 255);
      }
    }

    private int sample(byte[] row, int index) {
      return switch (depth) {
        case 8 -> row[1 + index] & 0xff;
        case 16 -> Bytes.u16(row, 1 + 2 * index);
        default -> {
          int bit = index * depth;
          yield row[1 + bit / 8] >> (8 - depth - bit % 8) & (1 << depth) - 1;
        }
      };
    }

    private byte eight(int sample) {
      return (byte)
          (depth == 16 ? (sample * 255 + 32_895) >> 16 : sample * 255 / ((1 << depth) - 1));
    }
  }
}
