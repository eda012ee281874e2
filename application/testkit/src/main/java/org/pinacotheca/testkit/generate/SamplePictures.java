package org.pinacotheca.testkit.generate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * Uploads that every image processor judges alike: real pictures, drawn when they are first needed,
 * and real faults. The sizes of the three good ones differ so much that every image processor keeps
 * their order by size.
 */
public enum SamplePictures implements PictureSource {
  /** A PNG of 6 x 4 pixels. */
  SMALL_PNG(6, 4, true),
  /** A JPEG of 64 x 48 pixels. */
  MIDDLE_JPEG(64, 48, true),
  /** A PNG of 120 x 90 pixels. */
  LARGE_PNG(120, 90, true),
  /** No bytes at all. */
  EMPTY(0, 0, false),
  /** A text. */
  TEXT(0, 0, false),
  /** A BMP, which is not accepted. */
  BITMAP(10, 10, false),
  /** The beginning of a HEIC, as phones write it, which is not accepted. */
  HEIC(0, 0, false),
  /** The first half of a PNG. */
  HALF_PNG(120, 90, false),
  /** An upload whose transfer encoding is broken. */
  MALFORMED(0, 0, false);

  private static final int COLOURS = 0x1000000;

  private final int width;
  private final int height;
  private final boolean good;

  SamplePictures(int width, int height, boolean good) {
    this.width = width;
    this.height = height;
    this.good = good;
  }

  /** The samples that are accepted. */
  public static SamplePictures[] goodOnes() {
    return Arrays.stream(values()).filter(SamplePictures::isGood).toArray(SamplePictures[]::new);
  }

  /** Whether it is accepted. */
  public boolean isGood() {
    return good;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** The bytes as they are sent; those of {@link #MALFORMED} are not base64. */
  public byte[] bytes() {
    return Drawn.bytesOf(this).clone();
  }

  private byte[] make() {
    return switch (this) {
      case SMALL_PNG, LARGE_PNG -> draw("png");
      case MIDDLE_JPEG -> draw("jpg");
      case BITMAP -> draw("bmp");
      case EMPTY -> new byte[0];
      case TEXT -> "Not a picture, but a text about one.".getBytes(StandardCharsets.US_ASCII);
      case HEIC -> "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
      case HALF_PNG -> {
        byte[] whole = LARGE_PNG.make();
        yield Arrays.copyOf(whole, whole.length / 2);
      }
      case MALFORMED -> "%%%".getBytes(StandardCharsets.US_ASCII);
    };
  }

  @Override
  public InputStream open() throws MalformedException {
    if (this == MALFORMED) {
      throw new MalformedException("the sample's transfer encoding is broken");
    }
    return new ByteArrayInputStream(Drawn.bytesOf(this));
  }

  /** Draws noise, which no encoder compresses. */
  private byte[] draw(String format) {
    Random random = new Random(width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(COLOURS));
      }
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Drawn {
    private static final Map<SamplePictures, byte[]> BYTES =
        Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), SamplePictures::make));

    private static byte[] bytesOf(SamplePictures sample) {
      return Objects.requireNonNull(BYTES.get(sample));
    }
  }
}
