package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureSize;
import org.pinacotheca.images.png.PngSanitizer;
import org.pinacotheca.testkit.generate.CostlyPictures;

/** What every image processor refuses, with any codec, and why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RefusedUploadsContract {
  private PooledImageProcessor processor;

  /** An image processor with these limits. */
  abstract PooledImageProcessor open(int bytesMax, long pixelsMax);

  @BeforeAll
  void openImageProcessor() {
    processor = open(8_000_000, 20_000_000);
  }

  @AfterAll
  void closeImageProcessor() {
    processor.close();
  }

  final RenderedPicture kept(byte[] upload) {
    return kept(processor, upload);
  }

  static RenderedPicture kept(ImageProcessor processor, byte[] upload) {
    Processed<RenderedPicture> development =
        processor.process(
            ImageProcessors.SOMEBODY, () -> new ByteArrayInputStream(upload), it -> it);
    if (development instanceof Processed.Kept<RenderedPicture>(RenderedPicture picture)) {
      return picture;
    }
    return Assertions.fail("not kept: " + development);
  }

  final ImageFault fault(byte[] upload) {
    return fault(processor, () -> new ByteArrayInputStream(upload));
  }

  /** Asserts that the upload is refused for this fault. */
  final boolean fault(byte[] upload, ImageFault wanted) {
    return processor.process(
                ImageProcessors.SOMEBODY, () -> new ByteArrayInputStream(upload), it -> it)
            instanceof Processed.Faulty<RenderedPicture>(ImageFault fault)
        && fault == wanted;
  }

  static ImageFault fault(ImageProcessor processor, PictureSource source) {
    Processed<RenderedPicture> development =
        processor.process(
            ImageProcessors.SOMEBODY,
            source,
            _ -> Assertions.fail("keep was called for a faulty picture"));
    if (development instanceof Processed.Faulty<RenderedPicture>(ImageFault fault)) {
      return fault;
    }
    return Assertions.fail("not faulty: " + development);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progressive.jpg",
        "baseline-444.jpg",
        "cmyk-progressive.jpg",
        "interlaced.png",
        "sixteen-bits.png",
        "palette.png",
        "interlaced.gif",
        "lossy.webp",
        "lossless.webp",
        "alpha-lossy.webp"
      })
  void a_picture_cut_anywhere_is_corrupt(String name) {
    byte[] whole = Drawings.resource(name);
    for (int length = whole.length - end(name); length > 30; length -= 1 + whole.length / 60) {
      assertThat(fault(Arrays.copyOf(whole, length)))
          .as("%d of %d", length, whole.length)
          .isEqualTo(ImageFault.CORRUPT);
    }
  }

  /** One more than the most bytes at the end without pixels. */
  private static int end(String name) {
    return switch (name.substring(name.indexOf('.'))) {
      case ".jpg" -> 3;
      case ".png" -> 12 + 4 + 4 + 3;
      case ".gif" -> 8;
      default -> 1;
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_jpeg_that_is_cut_and_ended_is_corrupt(boolean progressive) {
    byte[] whole = Drawings.jpeg(Drawings.scene(2000, 1400, 3), 0.8f, progressive);
    for (double part : new double[] {0.999, 0.98, 0.7, 0.3}) {
      byte[] cut = Arrays.copyOf(whole, (int) (whole.length * part));
      cut[cut.length - 2] = (byte) 0xff;
      cut[cut.length - 1] = (byte) 0xd9;
      assertThat(fault(cut)).as("%s of it", part).isEqualTo(ImageFault.CORRUPT);
    }
  }

  @Test
  void a_png_with_fewer_pixels_than_stated_is_corrupt() {
    byte[] png = Drawings.file(Drawings.quarters(120, 80), "png");
    byte[] header = Arrays.copyOfRange(png, 16, 29);
    header[7] = 81;
    byte[] lying =
        new ByteSink(png.length)
            .range(png, 0, 8)
            .all(PngSanitizer.chunk("IHDR", header))
            .range(png, 33, png.length)
            .toByteArray();
    assertThat(fault(lying)).isEqualTo(ImageFault.CORRUPT);
    byte[] flipped = png.clone();
    flipped[60] ^= 1;
    assertThat(fault(flipped)).as("wrong checksum").isEqualTo(ImageFault.CORRUPT);
  }

  @Test
  void a_webp_that_lies_about_its_length_is_corrupt() {
    for (String name : new String[] {"lossy.webp", "lossless.webp"}) {
      byte[] webp = Drawings.resource(name);
      byte[] longer = webp.clone();
      longer[4] += 40;
      assertThat(fault(longer)).isEqualTo(ImageFault.CORRUPT);
      byte[] cut = Arrays.copyOf(webp, webp.length - 20);
      cut[4] -= 20;
      cut[16] -= 20;
      assertThat(fault(cut)).as("%s shortened in agreement", name).isEqualTo(ImageFault.CORRUPT);
      byte[] canvas = Drawings.webp(webp, new PictureSize(121, 80), 0);
      assertThat(fault(canvas)).as("another canvas").isEqualTo(ImageFault.CORRUPT);
    }
  }

  @Test
  void a_webp_whose_codes_cannot_be_read_is_corrupt_however_large_it_is() {
    byte[] twice = CostlyPictures.losslessWebp(1024, 1024);
    // Transforms of the same kind, which libwebp refuses too.
    twice[25] = 0b101_101;
    assertThat(fault(twice)).isEqualTo(ImageFault.CORRUPT);
    byte[] cut = CostlyPictures.losslessWebp(1024, 1024);
    // A transform whose own picture would be larger than the file.
    cut[25] = 0b001;
    assertThat(fault(cut)).isEqualTo(ImageFault.CORRUPT);
  }

  @Test
  void bombs_are_refused_from_their_header() {
    assertThat(fault(bomb(ImageFormat.JPEG))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
    assertThat(fault(bomb(ImageFormat.PNG))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
    assertThat(fault(bomb(ImageFormat.GIF))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
    assertThat(fault(bomb(ImageFormat.WEBP))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
  }

  /** Headers only, of 16 000 pixels an edge. */
  private static byte[] bomb(ImageFormat format) {
    ByteSink out = new ByteSink(64);
    int edge = 16_000;
    switch (format) {
      case JPEG ->
          out.u16(0xffd8).u16(0xffc0).u16(11).u8(8).u16(edge).u16(edge).u8(1).u8(1).u8(0x11).u8(0);
      case PNG -> {
        byte[] header =
            new ByteSink(13).u32(edge).u32(edge).u8(8).u8(2).u8(0).u8(0).u8(0).toByteArray();
        out.text(PngSanitizer.SIGNATURE).all(PngSanitizer.chunk("IHDR", header));
      }
      case GIF -> out.text("GIF89a").u16Little(edge).u16Little(edge).u8(0).u8(0).u8(0);
      case WEBP -> {
        long packed = edge - 1 | (edge - 1L) << 14;
        out.text("RIFF").u32Little(30).text("WEBPVP8L").u32Little(18).u8(0x2f).u32Little(packed);
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_gif_with_too_many_pixels_in_all_its_frames_is_a_bomb() {
    try (PooledImageProcessor small = open(10_000, 1000)) {
      byte[] header =
          new ByteSink(13)
              .text("GIF89a")
              .u16Little(40)
              .u16Little(25)
              .u8(0)
              .u8(0)
              .u8(0)
              .toByteArray();
      ByteSink out = new ByteSink(1024).all(header);
      for (int i = 0; i < 11; i++) {
        out.u8(0x2c).u32(0).u16Little(40).u16Little(25).u8(0).u8(2).u8(0);
      }
      byte[] gif = out.u8(0x3b).toByteArray();
      assertThat(fault(small, () -> new ByteArrayInputStream(gif)))
          .isEqualTo(ImageFault.TOO_MANY_PIXELS);
    }
  }

  @Test
  void limits_are_inclusive() {
    byte[] png = Drawings.file(Drawings.quarters(20, 10), "png");
    try (PooledImageProcessor exact = open(png.length, 200);
        PooledImageProcessor fewerBytes = open(png.length - 1, 200);
        PooledImageProcessor fewerPixels = open(png.length, 199)) {
      assertThat(kept(exact, png).width()).isEqualTo(20);
      assertThat(fault(fewerBytes, () -> new ByteArrayInputStream(png)))
          .isEqualTo(ImageFault.TOO_MANY_BYTES);
      assertThat(fault(fewerPixels, () -> new ByteArrayInputStream(png)))
          .isEqualTo(ImageFault.TOO_MANY_PIXELS);
    }
  }

  @Test
  void what_is_no_picture_is_reported_from_what_is_another_kind() {
    assertThat(fault(new byte[0])).isEqualTo(ImageFault.MISSING);
    assertThat(fault(Bytes.latin1("hello"))).isEqualTo(ImageFault.NOT_AN_IMAGE);
    assertThat(fault(new byte[] {(byte) 0xff})).isEqualTo(ImageFault.NOT_AN_IMAGE);
    assertThat(fault(Bytes.latin1("%PDF-1.7"))).isEqualTo(ImageFault.NOT_AN_IMAGE);
    assertThat(fault(Bytes.latin1("GIF87a"))).isEqualTo(ImageFault.CORRUPT);
    assertThat(fault(Bytes.latin1("\u00ff\u00d8\u00ff"))).isEqualTo(ImageFault.CORRUPT);
    assertThat(fault(Drawings.file(Drawings.quarters(10, 10), "bmp")))
        .isEqualTo(ImageFault.UNSUPPORTED_KIND);
    assertThat(fault(Drawings.file(Drawings.quarters(10, 10), "tiff")))
        .isEqualTo(ImageFault.UNSUPPORTED_KIND);
    assertThat(fault(Bytes.latin1("\0\0\0\u0018ftypcrx \0\0\0\1crx isom")))
        .as("a camera's raw file")
        .isEqualTo(ImageFault.UNSUPPORTED_KIND);
    assertThat(fault(Bytes.latin1("\0\0\0\u0018ftypisom\0\0\0\0isommp42")))
        .as("a video")
        .isEqualTo(ImageFault.NOT_AN_IMAGE);
    assertThat(fault(Bytes.latin1("<?xml version='1.0'?><svg/>")))
        .isEqualTo(ImageFault.UNSUPPORTED_KIND);
    assertThat(fault(Drawings.resource("animated.webp"))).isEqualTo(ImageFault.UNSUPPORTED_KIND);
    byte[] arithmetic = Drawings.resource("baseline-444.jpg");
    for (int i = 0; i < arithmetic.length - 1; i++) {
      if (arithmetic[i] == (byte) 0xff && arithmetic[i + 1] == (byte) 0xc0) {
        arithmetic[i + 1] = (byte) 0xc9;
      }
    }
    assertThat(fault(arithmetic)).isEqualTo(ImageFault.UNSUPPORTED_KIND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
        "\0\0\0\u0018ftypheix\0\0\0\0mif1heix",
        "\0\0\0\u001cftypmif1\0\0\0\0mif1heicmiaf",
        "\0\0\0\u0018ftypiso8\0\0\0\0iso8heic",
        "\0\0\0\u0018ftypavif\0\0\0\0avifmif1",
        "\0\0\0\u0018ftypavis\0\0\0\0msf1avis"
      })
  void what_phones_write_is_reported_by_its_name(String start) {
    assertThat(fault(Bytes.latin1(start + "\0\0\0\0meta"))).isEqualTo(ImageFault.HEIF);
  }

  @Test
  void a_broken_transfer_is_a_fault_and_a_broken_source_is_not() {
    assertThat(
            fault(
                processor,
                () -> {
                  throw new PictureSource.MalformedException("base64");
                }))
        .isEqualTo(ImageFault.MALFORMED_TRANSFER);
    PictureSource midway = () -> new Broken(new PictureSource.MalformedException("base64"));
    assertThat(fault(processor, midway)).isEqualTo(ImageFault.MALFORMED_TRANSFER);
    PictureSource gone = () -> new Broken(new IOException("gone"));
    assertThatThrownBy(() -> processor.process(ImageProcessors.SOMEBODY, gone, it -> it))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("gone");
  }

  /** A stream that fails after some bytes. */
  private static final class Broken extends InputStream {
    private final IOException end;
    private int left = 100;

    Broken(IOException end) {
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      if (left-- > 0) {
        return 0xff;
      }
      throw end;
    }
  }
}
