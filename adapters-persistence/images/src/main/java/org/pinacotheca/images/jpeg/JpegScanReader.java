package org.pinacotheca.images.jpeg;

import java.util.Arrays;
import org.pinacotheca.images.admission.Requirement;
import org.pinacotheca.images.picture.Allowance;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureRefusedException;

/**
 * Reads the Huffman codes of a JPEG's scans without decoding pixels, to find the end of an
 * unterminated scan and to check that the picture is complete. Used once, by one thread.
 */
public final class JpegScanReader {
  private static final int COEFFICIENTS = 64;

  /** The upload, its clean copy and the copy's buffer. */
  private static final long COPIES = 3;

  private static final long BUFFERS = 4L << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** This many zeros before an unmarked end are a gap of a partial download, not pixels. */
  private static final int HOLE_BYTES = 16;

  private final byte[] in;
  private final JpegFrame frame;
  private final HuffmanTables tables;
  private final Allowance allowance;

  /** For each component, the missing low bits of each coefficient; -1: not seen yet. */
  private final int[][] lacking;

  /** For each component of a progressive picture, a bit for each coefficient that is not zero. */
  private final long[][] known;

  private int at;
  private int bits;
  private int bitCount;
  private int endOfBandRun;

  /**
   * Creates a reader of the scans of one frame.
   *
   * @param tables the current tables, which segments between scans may replace
   */
  JpegScanReader(byte[] in, JpegFrame frame, HuffmanTables tables, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
    this.frame = frame;
    this.tables = tables;
    this.lacking = new int[frame.components()][COEFFICIENTS];
    for (int[] component : lacking) {
      Arrays.fill(component, -1);
    }
    this.known = new long[frame.components()][];
    for (int i = 0; i < known.length; i++) {
      known[i] = new long[frame.progressive() ? frame.blocks(i) : 0];
    }
  }

  /** The cost of reading all scans. */
  static Requirement cost(byte[] jpeg, JpegFrame frame, int scans) {
    long blocks = 0;
    for (int i = 0; i < frame.components(); i++) {
      blocks += frame.blocks(i);
    }
    return new Requirement(
        COPIES * jpeg.length + (frame.progressive() ? 8 * blocks : 0) + BUFFERS,
        0,
        (blocks * scans * 40 + 40L * jpeg.length) / NANOS_PER_MILLI);
  }

  /** Whether every coefficient of every component is complete. */
  boolean complete() {
    for (int[] component : lacking) {
      for (int bitsLacking : component) {
        if (bitsLacking != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Reads one scan, copies its data without foreign bytes, and returns where they end.
   *
   * @param header the offset of the SOS content
   * @param data the offset of the data
   * @param restartInterval units between two restart markers, 0 for none
   */
  int scan(int header, int data, int restartInterval, ByteSink out) throws PictureRefusedException {
    Scan scan = Scan.of(in, header, frame);
    at = data;
    resetBits();
    long units = scan.units(frame);
    int from = at;
    int restarts = 0;
    for (long unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
        out.range(in, from, at).u16(0xffd0 | restarts & 7);
        restart(restarts++ & 7);
        from = at;
      }
      unit(scan, unit);
      allowance.step();
    }
    out.range(in, from, at);
    for (int component : scan.components()) {
      Arrays.fill(lacking[component], scan.first(), scan.last() + 1, scan.low());
    }
    return at;
  }

  /**
   * Whether the data end as an encoder ends them: with ones in the last byte. A gap of zeros could
   * otherwise pass as pixels.
   */
  boolean endsInHole() {
    boolean filled = bitCount > 0 && (bits & (1 << bitCount) - 1) == (1 << bitCount) - 1;
    for (int i = at - HOLE_BYTES; i < at && !filled; i++) {
      filled = in[i] != 0;
    }
    return !filled;
  }

  private void resetBits() {
    bits = 0;
    bitCount = 0;
    endOfBandRun = 0;
  }

  /** Some writers put zeros before a marker. */
  private void restart(int number) throws PictureRefusedException {
    while (at < in.length - 1 && (in[at] == 0 || (in[at] == -1 && in[at + 1] == -1))) {
      at++;
    }
    if (in.length - at < 2 || Bytes.u16(in, at) != (0xffd0 | number)) {
      throw PictureRefusedException.corrupt("no restart marker at byte " + at);
    }
    at += 2;
    resetBits();
  }

  private void unit(Scan scan, long unit) throws PictureRefusedException {
    int[] components = scan.components();
    if (components.length == 1) {
      int across = frame.blocksAcross(components[0]);
      block(scan, 0, (int) (unit / across), (int) (unit % across));
      return;
    }
    int row = (int) (unit / frame.unitsAcross());
    int column = (int) (unit % frame.unitsAcross());
    for (int i = 0; i < components.length; i++) {
      int h = frame.across(components[i]);
      int v = frame.down(components[i]);
      for (int b = 0; b < h * v; b++) {
        block(scan, i, row * v + b / h, column * h + b % h);
      }
    }
  }

  private void block(Scan scan, int index, int row, int column) throws PictureRefusedException {
    if (!frame.progressive()) {
      difference(tables.dc(scan.dc()[index]));
      sequential(tables.ac(scan.ac()[index]));
    } else if (scan.first() == 0) {
      if (scan.high() == 0) {
        difference(tables.dc(scan.dc()[index]));
      } else {
        skip(1);
      }
    } else {
      int component = scan.components()[index];
      int block = row * frame.blocksAcross(component) + column;
      HuffmanTable table = tables.ac(scan.ac()[index]);
      known[component][block] =
          scan.high() == 0
              ? band(scan, table, known[component][block])
              : refinement(scan, table, known[component][block]);
    }
  }

  private void difference(HuffmanTable table) throws PictureRefusedException {
    int size = code(table);
    if (size > 15) {
      throw PictureRefusedException.corrupt("a difference of " + size + " bits");
    }
    skip(size);
  }

  private void sequential(HuffmanTable table) throws PictureRefusedException {
    for (int k = 1; k < COEFFICIENTS; k++) {
      int symbol = code(table);
      int size = symbol & 15;
      if (size == 0 && symbol != 0xf0) {
        return;
      }
      k += symbol >> 4;
      skip(size);
    }
  }

  /** The first bits of a band of coefficients. */
  private long band(Scan scan, HuffmanTable table, long nonZero) throws PictureRefusedException {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return nonZero;
    }
    long seen = nonZero;
    for (int k = scan.first(); k <= scan.last(); k++) {
      int symbol = code(table);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run < 15) {
        endOfBandRun = (1 << run) + read(run) - 1;
        break;
      }
      k += run;
      if (size > 0 && k <= scan.last()) {
        seen |= 1L << k;
      }
      skip(size);
    }
    return seen;
  }

  /**
   * A refinement bit of a band of coefficients: each nonzero one has a bit between the codes of
   * others.
   */
  private long refinement(Scan scan, HuffmanTable table, long nonZero)
      throws PictureRefusedException {
    long seen = nonZero;
    int k = scan.first();
    while (endOfBandRun == 0 && k <= scan.last()) {
      int symbol = code(table);
      int run = symbol >> 4;
      boolean fresh = (symbol & 15) != 0;
      if (!fresh && run < 15) {
        endOfBandRun = (1 << run) + read(run);
        break;
      }
      skip(fresh ? 1 : 0);
      while (k <= scan.last()) {
        if ((nonZero >> k & 1) != 0) {
          skip(1);
        } else if (run-- == 0) {
          break;
        }
        k++;
      }
      if (fresh && k <= scan.last()) {
        seen |= 1L << k;
      }
      k++;
    }
    if (endOfBandRun > 0) {
      endOfBandRun--;
      long rest = k > scan.last() ? 0 : nonZero >>> k << k & -1L >>> COEFFICIENTS - 1 - scan.last();
      skip(Long.bitCount(rest));
    }
    return seen;
  }

  private int code(HuffmanTable table) throws PictureRefusedException {
    int code = 0;
    for (int length = 1; length <= HuffmanTable.LENGTH_MAX; length++) {
      code = code << 1 | read(1);
      int symbol = table.symbol(code, length);
      if (symbol >= 0) {
        return symbol;
      }
    }
    throw PictureRefusedException.corrupt("no Huffman code at byte " + at);
  }

  private void skip(int count) throws PictureRefusedException {
    for (int left = count; left > 0; left -= 16) {
      read(Math.min(left, 16));
    }
  }

  /** Reads a byte only when its bits are needed, so that the end is exact. */
  private int read(int count) throws PictureRefusedException {
    while (bitCount < count) {
      boolean marker = at < in.length && in[at] == -1 && (at + 1 == in.length || in[at + 1] != 0);
      if (at >= in.length || marker) {
        throw PictureRefusedException.corrupt("ends inside a scan");
      }
      bits = bits << 8 | in[at] & 0xff;
      bitCount += 8;
      at += in[at] == -1 ? 2 : 1;
    }
    bitCount -= count;
    return bits >>> bitCount & (1 << count) - 1;
  }

  /** The header of a scan. */
  private record Scan(
      int[] components, int[] dc, int[] ac, int first, int last, int high, int low) {

    /** The caller has checked the length. */
    static Scan of(byte[] in, int from, JpegFrame frame) throws PictureRefusedException {
      int count = Bytes.u8(in, from);
      int[] components = new int[count];
      int[] dc = new int[count];
      int[] ac = new int[count];
      for (int i = 0; i < count; i++) {
        components[i] = frame.indexOf(Bytes.u8(in, from + 1 + 2 * i));
        int tables = Bytes.u8(in, from + 2 + 2 * i);
        dc[i] = tables >> 4;
        ac[i] = tables & 15;
      }
      int end = from + 1 + 2 * count;
      if (!frame.progressive()) {
        return new Scan(components, dc, ac, 0, COEFFICIENTS - 1, 0, 0);
      }
      int first = Bytes.u8(in, end);
      int last = Bytes.u8(in, end + 1);
      boolean sound = first == 0 ? last == 0 : first <= last && last < COEFFICIENTS && count == 1;
      if (!sound) {
        throw PictureRefusedException.corrupt("a scan of coefficients " + first + " to " + last);
      }
      int approximation = Bytes.u8(in, end + 2);
      return new Scan(components, dc, ac, first, last, approximation >> 4, approximation & 15);
    }

    long units(JpegFrame frame) {
      return components.length == 1
          ? (long) frame.blocksAcross(components[0]) * frame.blocksDown(components[0])
          : (long) frame.unitsAcross() * frame.unitsDown();
    }
  }
}
