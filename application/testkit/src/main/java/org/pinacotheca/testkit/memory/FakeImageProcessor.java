package org.pinacotheca.testkit.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;

/**
 * An image processor that reads only the first and last bytes of a PNG, JPEG or GIF, without an
 * image library. It detects the faults of an upload by them, stores the original as it is, and
 * writes a short text that names the rendition, between the first and last bytes of a JPEG, in
 * place of each smaller picture. Metadata and orientation stay as they are, so it must never serve
 * a real gallery. Thread-safe; never overloaded.
 */
public final class FakeImageProcessor implements ImageProcessor {
  private static final int BYTES_MAX = 25 * 1024 * 1024;
  private static final long PIXELS_MAX = 60_000_000;
  private static final byte[] PNG_BEGIN = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] PNG_END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82
  };
  private static final byte[] JPEG_BEGIN = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] JPEG_END = {(byte) 0xFF, (byte) 0xD9};
  private static final byte[] GIF_BEGIN = {'G', 'I', 'F', '8'};
  private static final byte[] GIF_END = {0x3B};
  private static final byte[] BMP_BEGIN = {'B', 'M'};
  private static final byte[] HEIC_BEGIN = {0, 0, 0, 0x18, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c'};
  private static final byte[] TIFF_BEGIN = {'I', 'I', 42, 0};

  @Override
  public <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep) {
    byte[] bytes;
    try (InputStream in = source.open()) {
      bytes = in.readNBytes(BYTES_MAX + 1);
    } catch (PictureSource.MalformedException e) {
      return new Processed.Faulty<>(ImageFault.MALFORMED_TRANSFER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switch (look(bytes)) {
      case Look.Bad(ImageFault fault) -> new Processed.Faulty<>(fault);
      case Look.Good(ImageFormat format, int width, int height) ->
          new Processed.Kept<>(keep.apply(sketch(format, width, height, bytes)));
    };
  }

  private static Look look(byte[] bytes) {
    if (bytes.length == 0) {
      return new Look.Bad(ImageFault.MISSING);
    }
    if (bytes.length > BYTES_MAX) {
      return new Look.Bad(ImageFault.TOO_MANY_BYTES);
    }
    if (begins(bytes, PNG_BEGIN)) {
      return bytes.length < 24
          ? new Look.Bad(ImageFault.CORRUPT)
          : judge(
              ImageFormat.PNG,
              bigEndian(bytes).getInt(16),
              bigEndian(bytes).getInt(20),
              ends(bytes, PNG_END));
    }
    if (begins(bytes, GIF_BEGIN)) {
      return bytes.length < 10
          ? new Look.Bad(ImageFault.CORRUPT)
          : judge(
              ImageFormat.GIF,
              littleEndianShort(bytes, 6),
              littleEndianShort(bytes, 8),
              ends(bytes, GIF_END));
    }
    if (begins(bytes, JPEG_BEGIN)) {
      return lookAtJpeg(bytes);
    }
    if (begins(bytes, HEIC_BEGIN)) {
      return new Look.Bad(ImageFault.HEIF);
    }
    boolean isKnown = begins(bytes, BMP_BEGIN) || begins(bytes, TIFF_BEGIN);
    return new Look.Bad(isKnown ? ImageFault.UNSUPPORTED_KIND : ImageFault.NOT_AN_IMAGE);
  }

  /** Walks the segments up to the one that has the size. */
  private static Look lookAtJpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
      int marker = bytes[at + 1] & 0xFF;
      boolean tellsSize =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (tellsSize) {
        int height = bigEndian(bytes).getShort(at + 5) & 0xFFFF;
        int width = bigEndian(bytes).getShort(at + 7) & 0xFFFF;
        return judge(ImageFormat.JPEG, width, height, ends(bytes, JPEG_END));
      }
      at += 2 + (bigEndian(bytes).getShort(at + 2) & 0xFFFF);
    }
    return new Look.Bad(ImageFault.CORRUPT);
  }

  private static Look judge(ImageFormat format, int width, int height, boolean isWhole) {
    if ((long) width * height > PIXELS_MAX) {
      return new Look.Bad(ImageFault.TOO_MANY_PIXELS);
    }
    return isWhole && width > 0 && height > 0
        ? new Look.Good(format, width, height)
        : new Look.Bad(ImageFault.CORRUPT);
  }

  private static RenderedPicture sketch(
      ImageFormat format, int width, int height, byte[] original) {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      String text = rendition + " of " + original.length + " bytes, " + width + " x " + height;
      files.put(rendition, framed(text.getBytes(StandardCharsets.US_ASCII)));
    }
    files.put(Rendition.ORIGINAL, original.clone());
    return new RenderedPicture(format, width, height, files);
  }

  private static byte[] framed(byte[] text) {
    return ByteBuffer.allocate(JPEG_BEGIN.length + text.length + JPEG_END.length)
        .put(JPEG_BEGIN)
        .put(text)
        .put(JPEG_END)
        .array();
  }

  private static boolean begins(byte[] bytes, byte[] beginning) {
    return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, beginning.length))
        .equals(ByteBuffer.wrap(beginning));
  }

  private static boolean ends(byte[] bytes, byte[] end) {
    int length = Math.min(bytes.length, end.length);
    return ByteBuffer.wrap(bytes, bytes.length - length, length).equals(ByteBuffer.wrap(end));
  }

  private static ByteBuffer bigEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }

  private static int littleEndianShort(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(at) & 0xFFFF;
  }

  private sealed interface Look {
    record Good(ImageFormat format, int width, int height) implements Look {}

    record Bad(ImageFault fault) implements Look {}
  }
}
