package org.pinacotheca.images.gif;

import java.util.Arrays;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.GifPicture;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.picture.PixelSink;

/**
 * Decodes all frames of a GIF to prove that they are complete, and keeps the first. Used once, by
 * one thread.
 */
public final class GifDecoder {
  private static final int CODES_MAX = 4096;

  private final byte[] file;
  private final Allowance allowance;
  private final short[] prefix = new short[CODES_MAX];
  private final byte[] suffix = new byte[CODES_MAX];
  private final byte[] reversed = new byte[CODES_MAX + 1];
  private int at;
  private int blockLeft;
  private int bits;
  private int bitCount;

  private GifDecoder(byte[] file, Allowance allowance) {
    this.file = file;
    this.allowance = allowance;
  }

  /**
   * Writes the canvas after the first frame, with alpha: transparent where that frame does not
   * draw.
   */
  public static void decode(GifPicture picture, Allowance allowance, PixelSink canvas)
      throws PictureRefusedException {
    GifDecoder decoder = new GifDecoder(picture.clean(), allowance);
    for (GifPicture.Frame frame : picture.frames()) {
      boolean shown = frame.equals(picture.frames().getFirst());
      decoder.frame(frame, shown ? decoder.drawn(frame, picture.size(), canvas) : (_, _) -> {});
    }
  }

  /** Receives the stored rows of a frame in order. */
  private interface Rows {
    void row(int number, byte[] indices);
  }

  private void frame(GifPicture.Frame frame, Rows rows) throws PictureRefusedException {
    byte[] out = new byte[frame.size().width()];
    int column = 0;
    int row = 0;
    int needed = frame.size().width() * frame.size().height();
    at = frame.data();
    int rootBits = Bytes.u8(file, at++);
    if (rootBits < 1 || rootBits > 8 || frame.paletteEntries() == 0) {
      throw PictureRefusedException.corrupt(
          "codes of " + rootBits + " bits, " + frame.paletteEntries() + " colours");
    }
    blockLeft = 0;
    bits = 0;
    bitCount = 0;
    int clear = 1 << rootBits;
    int free = clear + 2;
    int width = rootBits + 1;
    int previous = -1;
    int first = 0;
    int filled = 0;
    while (filled < needed) {
      int code = code(width);
      if (code == clear) {
        free = clear + 2;
        width = rootBits + 1;
        previous = -1;
        continue;
      }
      if (code == clear + 1 || code > free || (previous < 0 && code > clear)) {
        throw PictureRefusedException.corrupt(
            "code " + code + " after " + filled + " of " + needed + " pixels");
      }
      int length = 0;
      int walk = code;
      if (code == free) {
        reversed[length++] = (byte) first;
        walk = previous;
      }
      while (walk > clear) {
        reversed[length++] = suffix[walk];
        walk = prefix[walk];
      }
      first = walk;
      reversed[length++] = (byte) first;
      if (previous >= 0 && free < CODES_MAX) {
        prefix[free] = (short) previous;
        suffix[free++] = (byte) first;
        if (free == 1 << width && width < 12) {
          width++;
        }
      }
      previous = code;
      while (length > 0 && filled < needed) {
        out[column++] = reversed[--length];
        filled++;
        if (column == out.length) {
          rows.row(row++, out);
          allowance.step();
          column = 0;
        }
      }
    }
  }

  private int code(int width) throws PictureRefusedException {
    while (bitCount < width) {
      if (blockLeft == 0) {
        blockLeft = Bytes.u8(file, at++);
        if (blockLeft == 0) {
          throw PictureRefusedException.corrupt("not enough pixels");
        }
      }
      bits |= Bytes.u8(file, at++) << bitCount;
      bitCount += 8;
      blockLeft--;
    }
    int code = bits & (1 << width) - 1;
    bits >>>= width;
    bitCount -= width;
    return code;
  }

  private Rows drawn(GifPicture.Frame frame, PictureSize canvasSize, PixelSink canvas) {
    int[] rows = rows(frame);
    int width = Math.clamp(canvasSize.width() - frame.left(), 0, frame.size().width());
    byte[] samples = new byte[4 * width];
    return (number, indices) -> {
      int y = frame.top() + rows[number];
      if (y >= canvasSize.height() || width == 0) {
        return;
      }
      Arrays.fill(samples, (byte) 0);
      for (int x = 0; x < width; x++) {
        int index = indices[x] & 0xff;
        if (index != frame.transparent()) {
          if (index < frame.paletteEntries()) {
            System.arraycopy(file, frame.palette() + 3 * index, samples, 4 * x, 3);
          }
          samples[4 * x + 3] = (byte) 255;
        }
      }
      canvas.put(frame.left(), y, 1, samples, width);
    };
  }

  /** Maps stored rows to rows of the frame (interlacing). */
  private static int[] rows(GifPicture.Frame frame) {
    int[] rows = new int[frame.size().height()];
    if (!frame.interlaced()) {
      Arrays.setAll(rows, y -> y);
      return rows;
    }
    int stored = 0;
    int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    for (int[] pass : passes) {
      for (int y = pass[0]; y < rows.length; y += pass[1]) {
        rows[stored++] = y;
      }
    }
    return rows;
  }
}
