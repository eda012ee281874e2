package org.pinacotheca.images;

import java.util.Optional;

/** An ICC colour profile, which can be inserted into a JPEG. */
record IccProfile(byte[] bytes) {
  /** The longest profile accepted; real picture profiles are shorter. */
  static final int BYTES_MAX = 4 * 1024 * 1024;

  /** The longest profile in a small rendition: enough for every camera and screen. */
  private static final int RENDITION_BYTES_MAX = 256 * 1024;

  static final String JPEG_LABEL = "ICC_PROFILE\0";
  private static final int HEADER_BYTES = 128;
  private static final int SEGMENT_DATA_MAX = 65_533 - JPEG_LABEL.length() - 2;

  /** The profile in these bytes; empty when they are not a profile. */
  static Optional<IccProfile> of(byte[] bytes) {
    boolean sound =
        bytes.length >= HEADER_BYTES && bytes.length <= BYTES_MAX && Bytes.hasAt(bytes, 36, "acsp");
    return sound ? Optional.of(new IccProfile(bytes)) : Optional.empty();
  }

  /** Whether it is short enough for a small JPEG. */
  boolean suitsRenditions() {
    return bytes.length <= RENDITION_BYTES_MAX;
  }

  /** Whether the profile is for this number of channels (1 grey, 3 red, green and blue). */
  boolean fits(int channels) {
    return Bytes.hasAt(bytes, 16, channels == 1 ? "GRAY" : "RGB ");
  }

  /**
   * The JPEG with this profile after its JFIF segment, or unchanged when the profile is for other
   * channels.
   */
  byte[] into(byte[] jpeg) {
    int components = JpegSanitizer.componentsOf(jpeg);
    if (!fits(components)) {
      return jpeg;
    }
    int at = jpeg[3] == (byte) 0xe0 ? 4 + Bytes.u16(jpeg, 4) : 2;
    int segments = (bytes.length + SEGMENT_DATA_MAX - 1) / SEGMENT_DATA_MAX;
    ByteSink out = new ByteSink(jpeg.length + bytes.length + segments * 18).range(jpeg, 0, at);
    for (int i = 0; i < segments; i++) {
      int from = i * SEGMENT_DATA_MAX;
      int to = Math.min(bytes.length, from + SEGMENT_DATA_MAX);
      out.u16(0xffe2)
          .u16(2 + JPEG_LABEL.length() + 2 + to - from)
          .text(JPEG_LABEL)
          .u8(i + 1)
          .u8(segments);
      out.range(bytes, from, to);
    }
    return out.range(jpeg, at, jpeg.length).toByteArray();
  }
}
