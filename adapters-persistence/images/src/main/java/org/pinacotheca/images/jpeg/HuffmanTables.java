package org.pinacotheca.images.jpeg;

import org.jspecify.annotations.Nullable;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureRefusedException;

/** The current Huffman tables of a JPEG. Not thread-safe. */
public final class HuffmanTables {
  private static final int TABLES = 4;

  private final @Nullable HuffmanTable[] dc = new HuffmanTable[TABLES];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[TABLES];

  /** Reads the content of a DHT segment. */
  void read(byte[] in, int from, int to) throws PictureRefusedException {
    int next = from;
    while (next < to) {
      int selector = Bytes.u8(in, next);
      if ((selector & 0xef) >= TABLES) {
        throw PictureRefusedException.corrupt("Huffman table " + selector);
      }
      HuffmanTable table = HuffmanTable.read(in, next + 1, to);
      (selector < 0x10 ? dc : ac)[selector & TABLES - 1] = table;
      next += 1 + table.bytes();
    }
  }

  HuffmanTable dc(int number) throws PictureRefusedException {
    return table(dc, number);
  }

  HuffmanTable ac(int number) throws PictureRefusedException {
    return table(ac, number);
  }

  private static HuffmanTable table(@Nullable HuffmanTable[] tables, int number)
      throws PictureRefusedException {
    HuffmanTable table = number < TABLES ? tables[number] : null;
    if (table == null) {
      throw PictureRefusedException.corrupt("a scan without its Huffman table");
    }
    return table;
  }
}
