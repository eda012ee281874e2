package org.pinacotheca.images;

/**
 * The decoder's work for the scans of a clean JPEG.
 *
 * @param coefficientBytes held for the whole picture, when it has more than one scan; otherwise 0
 * @param blocks of 8 x 8 pixels in all scans together
 */
record JpegScans(long coefficientBytes, long blocks) {
  private static final int SOS = 0xda;
  private static final int PROGRESSIVE = 0xc2;
  private static final int BLOCK = 8;
  private static final int COEFFICIENT_BYTES_PER_BLOCK = 128;

  static JpegScans of(byte[] clean) {
    int at = 2;
    while (!isFrame(Bytes.u8(clean, at + 1))) {
      at += 2 + Bytes.u16(clean, at + 2);
    }
    boolean progressive = Bytes.u8(clean, at + 1) == PROGRESSIVE;
    int height = Bytes.u16(clean, at + 5);
    int width = Bytes.u16(clean, at + 7);
    int components = Bytes.u8(clean, at + 9);
    int[] ids = new int[components];
    long[] blocks = new long[components];
    int acrossMax = 1;
    int downMax = 1;
    for (int i = 0; i < components; i++) {
      acrossMax = Math.max(acrossMax, Bytes.u8(clean, at + 11 + 3 * i) >> 4);
      downMax = Math.max(downMax, Bytes.u8(clean, at + 11 + 3 * i) & 15);
    }
    long units =
        (long) Math.ceilDiv(width, BLOCK * acrossMax) * Math.ceilDiv(height, BLOCK * downMax);
    long all = 0;
    for (int i = 0; i < components; i++) {
      ids[i] = Bytes.u8(clean, at + 10 + 3 * i);
      int sampling = Bytes.u8(clean, at + 11 + 3 * i);
      blocks[i] = units * (sampling >> 4) * (sampling & 15);
      all += blocks[i];
    }
    at = nextSegment(clean, at);
    long scanned = 0;
    boolean inOneScan = false;
    while (at < clean.length - 2 && !inOneScan) {
      if (Bytes.u8(clean, at + 1) == SOS) {
        int count = Bytes.u8(clean, at + 4);
        scanned += blocksOf(clean, at + 5, count, ids, blocks);
        inOneScan = !progressive && count == components;
      }
      at = nextSegment(clean, at);
    }
    return new JpegScans(inOneScan ? 0 : all * COEFFICIENT_BYTES_PER_BLOCK, scanned);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xc2;
  }

  private static long blocksOf(byte[] clean, int at, int count, int[] ids, long[] blocks) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      for (int component = 0; component < ids.length; component++) {
        sum += ids[component] == Bytes.u8(clean, at + 2 * i) ? blocks[component] : 0;
      }
    }
    return sum;
  }

  /** The marker after a segment and the data of its scan. */
  private static int nextSegment(byte[] clean, int at) {
    int next = at + 2 + Bytes.u16(clean, at + 2);
    if (Bytes.u8(clean, at + 1) == SOS) {
      while (next < clean.length - 1 && !isMarker(clean, next)) {
        next++;
      }
    }
    return next;
  }

  private static boolean isMarker(byte[] clean, int at) {
    int code = clean[at + 1] & 0xff;
    return clean[at] == (byte) 0xff && code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7);
  }
}
