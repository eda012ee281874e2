package org.pinacotheca.images.jpeg;

import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureRefusedException;

/**
 * A Huffman table as a JPEG stores it.
 *
 * @param first for each length of code, the first code
 * @param counts for each length of code, how many there are
 * @param offsets for each length of code, where its symbols begin
 * @param symbols the symbols in the order of their codes
 * @param bytes its length in the segment
 */
public record HuffmanTable(int[] first, int[] counts, int[] offsets, byte[] symbols, int bytes) {
  static final int LENGTH_MAX = 16;

  static HuffmanTable read(byte[] in, int from, int to) throws PictureRefusedException {
    int[] first = new int[LENGTH_MAX + 1];
    int[] counts = new int[LENGTH_MAX + 1];
    int[] offsets = new int[LENGTH_MAX + 1];
    if (to - from < LENGTH_MAX) {
      throw PictureRefusedException.corrupt("a Huffman table is cut");
    }
    int code = 0;
    int total = 0;
    for (int length = 1; length <= LENGTH_MAX; length++) {
      counts[length] = Bytes.u8(in, from + length - 1);
      first[length] = code;
      offsets[length] = total;
      total += counts[length];
      code = code + counts[length] << 1;
    }
    if (total > 256 || to - from - LENGTH_MAX < total) {
      throw PictureRefusedException.corrupt("a Huffman table of " + total + " symbols");
    }
    byte[] symbols = new byte[total];
    System.arraycopy(in, from + LENGTH_MAX, symbols, 0, total);
    return new HuffmanTable(first, counts, offsets, symbols, LENGTH_MAX + total);
  }

  /** The symbol of a code of this length, or -1 when the code is longer. */
  int symbol(int code, int length) {
    int index = code - first[length];
    return index >= 0 && index < counts[length] ? symbols[offsets[length] + index] & 0xff : -1;
  }
}
