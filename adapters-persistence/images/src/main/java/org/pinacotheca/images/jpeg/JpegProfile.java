package org.pinacotheca.images.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.IccProfile;

/** The colour profile of a JPEG, in numbered parts. Not thread-safe. */
public final class JpegProfile {
  private static final String LABEL = "ICC_PROFILE\0";
  private static final int NUMBER_BYTES = 2;
  private static final int PART_BYTES_MAX = 65_533 - LABEL.length() - NUMBER_BYTES;

  private final List<byte[]> parts = new ArrayList<>();

  JpegProfile() {}

  /** Adds the content of an APP2 segment, if it is a part of a profile. */
  boolean add(byte[] in, int from, int to) {
    boolean isPart = to - from > LABEL.length() + NUMBER_BYTES && Bytes.hasAt(in, from, LABEL);
    if (isPart) {
      parts.add(new ByteSink(to - from).range(in, from + LABEL.length(), to).toByteArray());
    }
    return isPart;
  }

  /** The profile; empty when parts are missing, or together are none. */
  Optional<IccProfile> joined() {
    byte[][] ordered = new byte[parts.size()][];
    int length = 0;
    for (byte[] part : parts) {
      int number = Bytes.u8(part, 0);
      if (number < 1
          || number > ordered.length
          || Bytes.u8(part, 1) != ordered.length
          || ordered[number - 1] != null) {
        return Optional.empty();
      }
      ordered[number - 1] = part;
      length += part.length - NUMBER_BYTES;
    }
    ByteSink joined = new ByteSink(length);
    for (byte[] part : ordered) {
      joined.range(part, NUMBER_BYTES, part.length);
    }
    return IccProfile.of(joined.toByteArray());
  }

  /**
   * A JPEG written by the gallery with this profile after its JFIF segment, or unchanged when the
   * profile is for other channels.
   */
  public static byte[] inserted(IccProfile profile, byte[] jpeg) {
    if (!profile.fits(componentsOf(jpeg))) {
      return jpeg;
    }
    byte[] bytes = profile.bytes();
    int at = jpeg[3] == (byte) 0xe0 ? 4 + Bytes.u16(jpeg, 4) : 2;
    int count = Math.ceilDiv(bytes.length, PART_BYTES_MAX);
    ByteSink out = new ByteSink(jpeg.length + bytes.length + count * 18).range(jpeg, 0, at);
    for (int i = 0; i < count; i++) {
      int from = i * PART_BYTES_MAX;
      int to = Math.min(bytes.length, from + PART_BYTES_MAX);
      out.u16(0xffe2)
          .u16(2 + LABEL.length() + NUMBER_BYTES + to - from)
          .text(LABEL)
          .u8(i + 1)
          .u8(count)
          .range(bytes, from, to);
    }
    return out.range(jpeg, at, jpeg.length).toByteArray();
  }

  private static int componentsOf(byte[] jpeg) {
    int at = 2;
    while (!JpegFrame.isFrame(Bytes.u8(jpeg, at + 1))) {
      at += 2 + Bytes.u16(jpeg, at + 2);
    }
    return Bytes.u8(jpeg, at + 9);
  }
}
