package org.pinacotheca.images;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assertions;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.png.PngSanitizer;

/** The sanitizers accept or refuse any input; what they accept, they accept again. */
class PictureFuzzTest {
  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final PixelLimits LIMITS = PixelLimits.of(1_000_000);
  private final PictureInspector inspector = new PictureInspector(LIMITS);

  @FuzzTest
  void isSoundOrRefused(byte[] input) {
    inspect(input);
    if (Bytes.hasAt(input, 0, PngSanitizer.SIGNATURE)) {
      inspect(withRightChecksums(input));
    }
  }

  private void inspect(byte[] input) {
    CheckedPicture picture;
    try {
      picture = inspector.inspect(input);
    } catch (PictureRefusedException e) {
      return;
    }
    try {
      CheckedPicture again = inspector.inspect(picture.clean());
      Assertions.assertEquals(picture.format(), again.format());
      Assertions.assertEquals(picture.size(), again.size());
    } catch (PictureRefusedException e) {
      throw new AssertionError("a clean picture is not sound", e);
    }
  }

  /** A fuzzer cannot guess checksums; without them it would never get past the first chunk. */
  private static byte[] withRightChecksums(byte[] input) {
    byte[] png = input.clone();
    int at = PNG_SIGNATURE_BYTES;
    while (png.length - at >= CHUNK_FRAME_BYTES) {
      long length = Bytes.u32(png, at);
      if (length > png.length - at - CHUNK_FRAME_BYTES) {
        break;
      }
      int end = at + 8 + (int) length;
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, end - at - 4);
      ByteBuffer.wrap(png).putInt(end, (int) crc.getValue());
      at = end + 4;
    }
    return png;
  }
}
