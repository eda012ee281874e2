package org.pinacotheca.images.picture;

import java.util.Optional;

/** An ICC colour profile. */
public record IccProfile(byte[] bytes) {
  /** The longest profile accepted; real picture profiles are shorter. */
  public static final int BYTES_MAX = 4 * 1024 * 1024;

  /** The longest profile in a small rendition: enough for every camera and screen. */
  private static final int RENDITION_BYTES_MAX = 256 * 1024;

  private static final int HEADER_BYTES = 128;

  /** The profile in these bytes; empty when they are not a profile. */
  public static Optional<IccProfile> of(byte[] bytes) {
    boolean sound =
        bytes.length >= HEADER_BYTES && bytes.length <= BYTES_MAX && Bytes.hasAt(bytes, 36, "acsp");
    return sound ? Optional.of(new IccProfile(bytes)) : Optional.empty();
  }

  /** Whether it is short enough for a small JPEG. */
  public boolean suitsRenditions() {
    return bytes.length <= RENDITION_BYTES_MAX;
  }

  /** Whether the profile is for this number of channels (1 grey, 3 red, green and blue). */
  public boolean fits(int channels) {
    return Bytes.hasAt(bytes, 16, channels == 1 ? "GRAY" : "RGB ");
  }
}
