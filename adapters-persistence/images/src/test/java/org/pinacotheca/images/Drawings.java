package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.png.PngSanitizer;

/** Pictures drawn for tests, and their files. */
final class Drawings {
  static final Color[] QUARTERS = {
    new Color(220, 40, 40), new Color(40, 180, 60), new Color(40, 60, 220), new Color(240, 220, 60)
  };

  private Drawings() {}

  /** Four quarters: red, green, blue, yellow. */
  static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, QUARTERS[(y * 2 / height) * 2 + x * 2 / width].getRGB());
      }
    }
    return image;
  }

  /** A scene with gradients, edges and a little noise, the same for the same seed. */
  static BufferedImage scene(int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = random.nextInt(9) - 4;
        int red = Math.clamp(255L * x / width + noise, 0, 255);
        int green = Math.clamp(255L * y / height + noise, 0, 255);
        int blue =
            Math.clamp(
                (long) (127 + 100 * Math.sin(x * 9.0 / width + y * 7.0 / height)) + noise, 0, 255);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 40; i++) {
      graphics.setColor(new Color(random.nextInt(0x1000000) | 0x60000000, true));
      int edge = 1 + random.nextInt(Math.max(1, Math.min(width, height) / 6));
      graphics.fillOval(random.nextInt(width), random.nextInt(height), edge, edge);
    }
    graphics.dispose();
    return image;
  }

  /** The picture as stored by a camera held in this EXIF orientation. */
  static BufferedImage stored(BufferedImage upright, int exif) {
    int w = upright.getWidth();
    int h = upright.getHeight();
    // Columns: where the first stored row lies, then where the first stored column lies (EXIF 2.32,
    // table 6).
    AffineTransform toStored =
        switch (exif) {
          case 1 -> new AffineTransform(1, 0, 0, 1, 0, 0);
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, -1, 1, 0, 0, w);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, 1, -1, 0, h, 0);
          default -> throw new IllegalArgumentException("EXIF orientation " + exif);
        };
    boolean swapped = exif >= 5;
    BufferedImage stored = new BufferedImage(swapped ? h : w, swapped ? w : h, upright.getType());
    Graphics2D graphics = stored.createGraphics();
    graphics.drawImage(upright, toStored, null);
    graphics.dispose();
    return stored;
  }

  static byte[] file(BufferedImage image, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] jpeg(BufferedImage image, float quality, boolean progressive) {
    return jpeg(new IIOImage(image, null, null), quality, progressive);
  }

  /** A CMYK JPEG without Adobe's marker, stored inverted. */
  static byte[] inks(BufferedImage image) {
    WritableRaster raster =
        Raster.createInterleavedRaster(0, image.getWidth(), image.getHeight(), 4, null);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color colour = new Color(image.getRGB(x, y));
        int light =
            Math.max(1, Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue())));
        int[] channels = {colour.getRed(), colour.getGreen(), colour.getBlue(), light};
        for (int i = 0; i < 4; i++) {
          raster.setSample(x, y, i, i < 3 ? channels[i] * 255 / light : light);
        }
      }
    }
    return jpeg(new IIOImage(raster, null, null), 0.9f, false);
  }

  /** The content of Adobe's marker. */
  static byte[] adobe(int transform) {
    return new ByteSink(12).text("Adobe").u16(100).u32(0).u8(transform).toByteArray();
  }

  /**
   * A JPEG of three components with these ids (digits for numbers), with or without a JFIF segment,
   * and with Adobe's marker unless that is -1.
   */
  static byte[] components(boolean jfif, String names, int adobe) {
    byte[] jpeg = resource("baseline-444.jpg");
    int frame = 2;
    while (Bytes.u16(jpeg, frame) != 0xffc0) {
      frame++;
    }
    int scan = frame;
    while (Bytes.u16(jpeg, scan) != 0xffda) {
      scan++;
    }
    for (int i = 0; i < 3; i++) {
      char name = names.charAt(i);
      byte id = (byte) (Character.isDigit(name) ? name - '0' : name);
      jpeg[frame + 10 + 3 * i] = id;
      jpeg[scan + 5 + 2 * i] = id;
    }
    byte[] marked = adobe < 0 ? jpeg : segment(jpeg, 0xee, adobe(adobe));
    int end = 4 + Bytes.u16(jpeg, 4);
    return jfif
        ? marked
        : new ByteSink(marked.length)
            .range(marked, 0, 2)
            .range(marked, end, marked.length)
            .toByteArray();
  }

  private static byte[] jpeg(IIOImage image, float quality, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      if (progressive) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, image, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The JPEG with one more segment after SOI or after its JFIF segment. */
  static byte[] segment(byte[] jpeg, int marker, byte[] content) {
    int at = jpeg[3] == (byte) 0xe0 ? 4 + Bytes.u16(jpeg, 4) : 2;
    return new ByteSink(jpeg.length + content.length + 4)
        .range(jpeg, 0, at)
        .u16(0xff00 | marker)
        .u16(content.length + 2)
        .all(content)
        .range(jpeg, at, jpeg.length)
        .toByteArray();
  }

  /** The file with bytes inserted at a position. */
  static byte[] inserted(byte[] file, int at, byte[] more) {
    return new ByteSink(file.length + more.length)
        .range(file, 0, at)
        .all(more)
        .range(file, at, file.length)
        .toByteArray();
  }

  /** Writes two-byte numbers, little-endian. */
  static void little(byte[] file, int at, int... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      file[at + 2 * i] = (byte) numbers[i];
      file[at + 2 * i + 1] = (byte) (numbers[i] >> 8);
    }
  }

  /** Asserts the colours in the middle of the four quarters. */
  static void assertColours(BufferedImage image, int tolerance, int... quarters) {
    for (int i = 0; i < 4; i++) {
      int x = image.getWidth() * (i % 2 * 2 + 1) / 4;
      int y = image.getHeight() * (i / 2 * 2 + 1) / 4;
      int seen = image.getRGB(x, y);
      for (int shift = 0; shift < 24; shift += 8) {
        assertThat(seen >> shift & 0xff)
            .as("quarter %d, seen %06x, shift %d", i, seen & 0xffffff, shift)
            .isCloseTo(quarters[i] >> shift & 0xff, within(tolerance));
      }
    }
  }

  static byte[] exif(int orientation, String maker) {
    // Two entries, the maker (0x010f, text) and the orientation (0x0112, short), big-endian.
    int end = 8 + 2 + 24 + 4;
    return new ByteSink(64)
        .text("MM\0*")
        .u32(8)
        .u16(2)
        .u16(0x010f)
        .u16(2)
        .u32(maker.length() + 1)
        .u32(end)
        .u16(0x0112)
        .u16(3)
        .u32(1)
        .u16(orientation)
        .u16(0)
        .u32(0)
        .text(maker)
        .u8(0)
        .toByteArray();
  }

  static byte[] turnedJpeg(BufferedImage upright, int exif) {
    byte[] plain = jpeg(stored(upright, exif), 0.95f, false);
    byte[] content = new ByteSink(128).text("Exif\0\0").all(exif(exif, "maker")).toByteArray();
    return segment(plain, 0xe1, content);
  }

  /** The PNG with chunks after its header. */
  static byte[] chunk(byte[] png, String type, byte[] content) {
    return new ByteSink(png.length + content.length + 12)
        .range(png, 0, 33)
        .all(PngSanitizer.chunk(type, content))
        .range(png, 33, png.length)
        .toByteArray();
  }

  /** The WebP with chunks at its end, in the extended form, its size corrected. */
  static byte[] webp(byte[] simple, PictureSize size, int flags, Chunk... chunks) {
    ByteSink out =
        new ByteSink(simple.length + 1024).text("WEBPVP8X").u32Little(10).u32Little(flags);
    out.u24Little(size.width() - 1).u24Little(size.height() - 1).range(simple, 12, simple.length);
    for (Chunk chunk : chunks) {
      out.text(chunk.type()).u32Little(chunk.content().length).all(chunk.content());
      if (chunk.content().length % 2 != 0) {
        out.u8(0);
      }
    }
    byte[] content = out.toByteArray();
    return new ByteSink(content.length + 8)
        .text("RIFF")
        .u32Little(content.length)
        .all(content)
        .toByteArray();
  }

  record Chunk(String type, byte[] content) {}

  static byte[] standardProfile() {
    return ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
  }

  static byte[] profileSegment(byte[] profile) {
    return new ByteSink(profile.length + 16)
        .text("ICC_PROFILE\0")
        .u8(1)
        .u8(1)
        .all(profile)
        .toByteArray();
  }

  /** An animated PNG: the still picture as first frame, then a frame of its lower half. */
  static byte[] animatedPng(BufferedImage image) {
    byte[] still = file(image, "png");
    int half = image.getHeight() / 2;
    byte[] second = file(image.getSubimage(0, half, image.getWidth(), half), "png");
    byte[] data = new ByteSink(second.length).u32(2).all(content(second, "IDAT")).toByteArray();
    return new ByteSink(still.length * 2)
        .range(still, 0, 33)
        .all(PngSanitizer.chunk("acTL", new ByteSink(8).u32(2).u32(0).toByteArray()))
        .all(PngSanitizer.chunk("fcTL", frame(0, image.getWidth(), image.getHeight(), 0)))
        .all(PngSanitizer.chunk("IDAT", content(still, "IDAT")))
        .all(PngSanitizer.chunk("fcTL", frame(1, image.getWidth(), half, half)))
        .all(PngSanitizer.chunk("fdAT", data))
        .all(PngSanitizer.chunk("IEND", new byte[0]))
        .toByteArray();
  }

  private static byte[] frame(int number, int width, int height, int top) {
    return new ByteSink(26)
        .u32(number)
        .u32(width)
        .u32(height)
        .u32(0)
        .u32(top)
        .u16(1)
        .u16(10)
        .u16(0)
        .toByteArray();
  }

  private static byte[] content(byte[] png, String type) {
    ByteSink joined = new ByteSink(png.length);
    for (int at = 8; at < png.length; at += 12 + (int) Bytes.u32(png, at)) {
      if (Bytes.hasAt(png, at + 4, type)) {
        joined.range(png, at + 8, at + 8 + (int) Bytes.u32(png, at));
      }
    }
    return joined.toByteArray();
  }

  static byte[] resource(String name) {
    try (@Nullable InputStream in = Drawings.class.getResourceAsStream("/pictures/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no picture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decodes with the JDK, or TwelveMonkeys for WebP, as the reference. */
  static BufferedImage read(byte[] file) {
    try {
      // ImageIO closes the stream itself, except when it finds no reader.
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
      if (image == null) {
        throw new IllegalArgumentException("not readable");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of frames of a GIF. */
  static int frames(byte[] gif) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(in);
      return reader.getNumImages(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.dispose();
    }
  }

  /** The mean of the source pixels that a pixel of a smaller picture covers, by definition. */
  static BufferedImage shrunk(BufferedImage source, int width, int height) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    double stepX = (double) source.getWidth() / width;
    double stepY = (double) source.getHeight() / height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double[] sum = new double[4];
        for (int sy = (int) (y * stepY);
            sy < Math.min(source.getHeight(), Math.ceil((y + 1) * stepY));
            sy++) {
          double down = Math.min(sy + 1, (y + 1) * stepY) - Math.max(sy, y * stepY);
          for (int sx = (int) (x * stepX);
              sx < Math.min(source.getWidth(), Math.ceil((x + 1) * stepX));
              sx++) {
            double weight = down * (Math.min(sx + 1, (x + 1) * stepX) - Math.max(sx, x * stepX));
            int rgb = source.getRGB(sx, sy);
            sum[0] += weight * (rgb >> 16 & 0xff);
            sum[1] += weight * (rgb >> 8 & 0xff);
            sum[2] += weight * (rgb & 0xff);
            sum[3] += weight;
          }
        }
        int red = (int) Math.round(sum[0] / sum[3]);
        int green = (int) Math.round(sum[1] / sum[3]);
        int blue = (int) Math.round(sum[2] / sum[3]);
        result.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return result;
  }

  /** Peak signal to noise ratio in decibels. */
  static double psnr(BufferedImage a, BufferedImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      throw new IllegalArgumentException("pictures of different size");
    }
    double squares = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int difference = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
          squares += difference * difference;
        }
      }
    }
    double mean = squares / (3.0 * a.getWidth() * a.getHeight());
    return mean == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255 * 255 / mean);
  }
}
