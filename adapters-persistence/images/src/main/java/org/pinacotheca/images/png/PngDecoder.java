package org.pinacotheca.images.png;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelSink;
import org.pinacotheca.images.picture.PngPass;
import org.pinacotheca.images.picture.PngPicture;

/** Decodes PNGs checked by {@link PngSanitizer} to 8 bits. Used once, by one thread. */
public final class PngDecoder {
  private final PngPicture picture;
  private final Allowance allowance;

  private PngDecoder(PngPicture picture, Allowance allowance) {
    this.picture = picture;
    this.allowance = allowance;
  }

  /** The channels of the decoded picture: 1 for grey, 3 for colour, 4 with alpha. */
  public static int channels(PngPicture picture) {
    boolean alpha = picture.keyed() || picture.colourType() >= 4;
    boolean grey = picture.colourType() == 0;
    return alpha ? 4 : grey ? 1 : 3;
  }

  /** Writes the still picture, or the default image of an animation. */
  public static void decode(PngPicture picture, Allowance allowance, PixelSink canvas)
      throws PictureRefusedException {
    new PngDecoder(picture, allowance).putPixels(Expansion.of(picture), canvas);
  }

  /** Checks that the frames of an animation after the still picture have all their pixels. */
  public static void checkFrames(PngPicture picture, Allowance allowance)
      throws PictureRefusedException {
    List<PngPicture.Chunk> chunks = picture.chunks();
    PngDecoder decoder = new PngDecoder(picture, allowance);
    for (int i = 0; i < chunks.size(); i++) {
      PngPicture.Chunk chunk = chunks.get(i);
      String next = i + 1 < chunks.size() ? chunks.get(i + 1).type() : "";
      if (chunk.type().equals("fcTL") && next.equals("fdAT")) {
        int width = (int) Bytes.u32(picture.clean(), chunk.from() + 4);
        int height = (int) Bytes.u32(picture.clean(), chunk.from() + 8);
        decoder.skipFrame(new PictureSize(width, height), i + 1);
      } else if (chunk.type().equals("fcTL") && !next.equals("IDAT")) {
        throw PictureRefusedException.corrupt("a frame without data");
      }
    }
  }

  private void putPixels(Expansion expansion, PixelSink result) throws PictureRefusedException {
    try (InputStream pixels = new InflaterInputStream(picture.pixels())) {
      for (PngPass pass : PngPass.of(picture)) {
        int width = pass.width(picture.size());
        byte[] row = new byte[picture.rowBytes(width)];
        byte[] previous = new byte[row.length];
        byte[] expanded = new byte[Math.multiplyExact(width, expansion.channels())];
        for (int y = 0; y < pass.height(picture.size()); y++) {
          readRow(pixels, row);
          unfilter(row, previous);
          expansion.row(row, width, expanded);
          result.put(pass.x(), pass.y() + y * pass.stepDown(), pass.stepAcross(), expanded, width);
          byte[] swap = previous;
          previous = row;
          row = swap;
        }
      }
    } catch (IOException e) {
      throw PictureRefusedException.corrupt("damaged pixels: " + e.getMessage());
    }
  }

  private void skipFrame(PictureSize size, int firstChunk) throws PictureRefusedException {
    try (InputStream pixels = new InflaterInputStream(picture.framePixels(firstChunk))) {
      for (PngPass pass : PngPass.of(picture)) {
        byte[] row = new byte[picture.rowBytes(pass.width(size))];
        for (int y = 0; y < pass.height(size); y++) {
          readRow(pixels, row);
        }
      }
    } catch (IOException e) {
      throw PictureRefusedException.corrupt("damaged pixels: " + e.getMessage());
    }
  }

  private void readRow(InputStream pixels, byte[] row) throws IOException, PictureRefusedException {
    allowance.step();
    if (pixels.readNBytes(row, 0, row.length) < row.length) {
      throw PictureRefusedException.corrupt("not enough pixels");
    }
    if ((row[0] & 0xff) > 4) {
      throw PictureRefusedException.corrupt("row filter " + row[0]);
    }
  }

  private void unfilter(byte[] row, byte[] above) {
    int step = Math.max(1, picture.bitsPerPixel() / 8);
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
      byte[] palette = picture.colourType() == 3 ? palette(picture) : new byte[0];
      int[] key = picture.keyed() && picture.colourType() < 3 ? key(picture) : NO_KEY;
      return new Expansion(
          PngDecoder.channels(picture), picture.depth(), picture.colourType(), palette, key);
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
