package org.pinacotheca.images.picture;

/** The rotation of stored pixels, numbered as in EXIF (tag 0x0112). */
public enum Orientation {
  UPRIGHT(false),
  MIRRORED(false),
  UPSIDE_DOWN(false),
  MIRRORED_UPSIDE_DOWN(false),
  TRANSPOSED(true),
  TURN_RIGHT(true),
  TRANSVERSED(true),
  TURN_LEFT(true);

  private static final int TAG = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private final boolean swapsEdges;

  Orientation(boolean swapsEdges) {
    this.swapsEdges = swapsEdges;
  }

  /** Whether width and height are swapped. */
  boolean swapsEdges() {
    return swapsEdges;
  }

  static Orientation ofExif(int number) {
    return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
  }

  /** Reads the first directory of an EXIF TIFF block; malformed ones count as upright. */
  public static Orientation ofTiff(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 8) {
      return UPRIGHT;
    }
    boolean little = Bytes.hasAt(bytes, from, "II*\0");
    if (!little && !Bytes.hasAt(bytes, from, "MM\0*")) {
      return UPRIGHT;
    }
    long directory = little ? Bytes.u32Little(bytes, from + 4) : Bytes.u32(bytes, from + 4);
    if (directory > length - 2) {
      return UPRIGHT;
    }
    int at = from + (int) directory;
    int entries = u16(bytes, at, little);
    at += 2;
    for (int i = 0; i < entries && to - at >= ENTRY_BYTES; i++, at += ENTRY_BYTES) {
      if (u16(bytes, at, little) == TAG && u16(bytes, at + 2, little) == TYPE_SHORT) {
        return ofExif(u16(bytes, at + 8, little));
      }
    }
    return UPRIGHT;
  }

  private static int u16(byte[] bytes, int at, boolean little) {
    return little ? Bytes.u16Little(bytes, at) : Bytes.u16(bytes, at);
  }
}
