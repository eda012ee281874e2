package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.png.PngSanitizer;

/**
 * A file with all of its pixels is accepted and completed, whatever else is missing or damaged; a
 * file without all of them is refused. Chromium 150 is the reference.
 */
abstract class UnfinishedUploadsContract extends RefusedUploadsContract {
  private static final List<String> JPEGS =
      List.of(
          "baseline-444.jpg",
          "baseline-422.jpg",
          "progressive.jpg",
          "cmyk-progressive.jpg",
          "restarts.jpg",
          "restarts-progressive.jpg",
          "scans-of-one-component.jpg");

  @ParameterizedTest
  @CsvSource({
    "panorama-without-eoi.jpg, 400, 300",
    "jpeg-without-eoi.jpg, 400, 300",
    "png-without-iend.png, 400, 300",
    "png-bad-crc-in-comment.png, 400, 300",
    "gif-screen-0x0.gif, 100, 80",
    "gif-frame-larger-than-screen.gif, 100, 80"
  })
  void files_as_devices_and_programs_write_them_are_taken(String name, int width, int height)
      throws PictureRefusedException {
    RenderedPicture picture = kept(Drawings.resource(name));

    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    byte[] original = picture.file(Rendition.ORIGINAL);
    assertThat(new PictureInspector(PixelLimits.of(1_000_000)).inspect(original).clean())
        .isEqualTo(original);
    for (byte[] file : new byte[][] {original, picture.file(Rendition.BIG)}) {
      BufferedImage image = Drawings.read(file);
      assertThat(image.getWidth()).isEqualTo(width);
      assertThat(image.getHeight()).isEqualTo(height);
      Drawings.assertColours(image, 6, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00);
    }
  }

  @Test
  void the_trailer_of_a_panorama_is_not_kept() {
    byte[] original = kept(Drawings.resource("panorama-without-eoi.jpg")).file(Rendition.ORIGINAL);
    assertThat(original.length).isLessThan(7000);
    assertThat(Bytes.u16(original, original.length - 2)).isEqualTo(0xffd9);
    assertThat(new String(original, StandardCharsets.ISO_8859_1)).doesNotContain("SEF", "ftyp");
  }

  static Stream<byte[]> tails() {
    byte[] noise = new byte[4000];
    new Random(7).nextBytes(noise);
    byte[] video = new ByteSink(5000).u32(24).text("ftypmp42").all(noise).toByteArray();
    return Stream.of(
        new byte[0],
        new byte[] {-1},
        new byte[3000],
        Bytes.latin1("SEFHk\0\0\0 a text without any marker SEFT"),
        video,
        Drawings.resource("progressive.jpg"),
        new ByteSink(9000).all(video).all(Drawings.resource("baseline-444.jpg")).toByteArray());
  }

  @Test
  void a_jpeg_gets_the_end_it_lacks() {
    for (String name : JPEGS) {
      byte[] whole = Drawings.resource(name);
      byte[] original = kept(whole).file(Rendition.ORIGINAL);
      tails()
          .forEach(tail -> {
            byte[] upload =
                new ByteSink(10_000).range(whole, 0, whole.length - 2).all(tail).toByteArray();
            assertThat(kept(upload).file(Rendition.ORIGINAL))
                .as("%s with a tail of %d bytes", name, tail.length)
                .isEqualTo(original);
          });
    }
  }

  @Test
  void a_jpeg_whose_tables_come_before_its_frame_gets_its_end_too() {
    byte[] jpeg = Drawings.resource("restarts.jpg");
    int frame = 2;
    while (Bytes.u16(jpeg, frame) != 0xffc0) {
      frame++;
    }
    int end = frame + 2 + Bytes.u16(jpeg, frame + 2);
    int scan = end;
    while (Bytes.u16(jpeg, scan) != 0xffda) {
      scan++;
    }
    byte[] whole =
        new ByteSink(jpeg.length)
            .range(jpeg, 0, frame)
            .range(jpeg, end, scan)
            .range(jpeg, frame, end)
            .range(jpeg, scan, jpeg.length)
            .toByteArray();
    assertThat(kept(Arrays.copyOf(whole, whole.length - 2)).file(Rendition.ORIGINAL))
        .isEqualTo(kept(whole).file(Rendition.ORIGINAL));
  }

  @Test
  void a_jpeg_without_all_of_its_data_gets_no_end() {
    for (String name : JPEGS) {
      byte[] whole = Drawings.resource(name);
      for (int length = whole.length - 3; length > 30; length -= 1 + whole.length / 90) {
        assertThat(fault(Arrays.copyOf(whole, length)))
            .as("%d bytes of %s", length, name)
            .isEqualTo(ImageFault.CORRUPT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void zeros_that_a_download_left_are_no_pixels(boolean progressive) {
    byte[] whole = Drawings.jpeg(Drawings.scene(600, 400, 3), 0.8f, progressive);
    for (double part : new double[] {0.99, 0.9, 0.5}) {
      byte[] hole = Arrays.copyOf(Arrays.copyOf(whole, (int) (whole.length * part)), 400_000);
      assertThat(fault(hole)).as("%s of it", part).isEqualTo(ImageFault.CORRUPT);
    }
  }

  @Test
  void a_progressive_jpeg_that_ends_between_two_scans_is_not_whole() {
    byte[] whole = Drawings.resource("progressive.jpg");
    int boundaries = 0;
    for (int i = 2; i < whole.length - 2; i++) {
      if (Bytes.u16(whole, i) == 0xffda) {
        boundaries++;
        assertThat(fault(Arrays.copyOf(whole, i))).isEqualTo(ImageFault.CORRUPT);
      }
    }
    assertThat(boundaries).isGreaterThan(3);
  }

  @Test
  void bytes_between_the_parts_of_a_jpeg_do_no_harm() {
    for (String name : JPEGS) {
      byte[] whole = Drawings.resource(name);
      byte[] original = kept(whole).file(Rendition.ORIGINAL);
      byte[] zeros = {0, 0, 0};
      byte[] start = new byte[] {0, -1, 0, 7, -1, 1, -1, (byte) 0xd3};
      int jfif = 4 + Bytes.u16(whole, 4);
      for (byte[] upload :
          new byte[][] {
            Drawings.inserted(whole, jfif, start),
            Drawings.inserted(whole, whole.length - 2, zeros),
            beforeRestarts(whole, zeros),
            beforeRestarts(whole, new byte[] {-1, -1}),
            // Declares 4 bytes and has 8 more.
            Drawings.inserted(whole, jfif, Bytes.latin1("\u00ff\u00e4\0\4abcdefgh"))
          }) {
        byte[] made = kept(upload).file(Rendition.ORIGINAL);
        assertThat(Drawings.read(kept(upload).file(Rendition.BIG)).getWidth()).isEqualTo(120);
        assertThat(
                Drawings.psnr(
                    Drawings.read(kept(made).file(Rendition.BIG)),
                    Drawings.read(kept(original).file(Rendition.BIG))))
            .as(name)
            .isInfinite();
      }
    }
  }

  private static byte[] beforeRestarts(byte[] jpeg, byte[] more) {
    byte[] result = jpeg;
    for (int i = jpeg.length - 2; i > 0 && Bytes.u16(jpeg, i) != 0xffdb; i--) {
      if (Bytes.u16(jpeg, i) >= 0xffd0 && Bytes.u16(jpeg, i) <= 0xffd7) {
        result = Drawings.inserted(result, i, more);
      }
    }
    return result;
  }

  @Test
  void restart_markers_out_of_order_are_lost_pixels() {
    byte[] jpeg = Drawings.resource("restarts.jpg");
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (Bytes.u16(jpeg, i) >= 0xffd0 && Bytes.u16(jpeg, i) <= 0xffd7) {
        jpeg[i + 1] = (byte) 0xd7;
      }
    }
    assertThat(fault(jpeg)).isEqualTo(ImageFault.CORRUPT);
    assertThat(fault(Arrays.copyOf(jpeg, jpeg.length - 2))).isEqualTo(ImageFault.CORRUPT);
  }

  @Test
  void a_png_is_whole_for_as_long_as_its_rows_are() {
    for (String name : new String[] {"palette.png", "interlaced.png", "sixteen-bits.png"}) {
      byte[] png = Drawings.resource(name);
      BufferedImage expected = Drawings.read(png);
      boolean cut = false;
      for (int length = png.length - 1; length > 45; length--) {
        byte[] upload = Arrays.copyOf(png, length);
        if (cut || length < png.length - 30) {
          assertThat(fault(upload)).as("%d of %s", length, name).isEqualTo(ImageFault.CORRUPT);
          cut = true;
        } else if (length >= png.length - 12 - 4 - 4) {
          byte[] original = kept(upload).file(Rendition.ORIGINAL);
          assertThat(Drawings.psnr(expected, Drawings.read(original))).isInfinite();
          assertThat(kept(original).file(Rendition.ORIGINAL)).isEqualTo(original);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tEXt", "zTXt", "iTXt", "tIME", "eXIf", "iCCP", "gAMA", "cHRM", "sRGB", "cICP", "sBIT",
        "bKGD", "pHYs", "tRNS", "hIST", "sPLT", "acTL", "prVt"
      })
  void a_chunk_beside_the_pixels_with_a_wrong_checksum_is_left_out(String type) {
    byte[] png = Drawings.file(Drawings.quarters(120, 80), "png");
    byte[] chunk = PngSanitizer.chunk(type, Bytes.latin1("some content"));
    chunk[chunk.length - 1] ^= 1;
    for (int at : new int[] {33, png.length - 12}) {
      assertThat(kept(Drawings.inserted(png, at, chunk)).file(Rendition.ORIGINAL)).isEqualTo(png);
    }
  }

  @Test
  void pixels_of_a_png_are_proven_by_one_checksum_or_the_other() {
    byte[] png = Drawings.file(Drawings.quarters(120, 80), "png");
    int checksum = png.length - 12 - 4;
    assertThat(kept(flipped(png, checksum)).file(Rendition.ORIGINAL)).isEqualTo(png);
    assertThat(kept(flipped(png, png.length - 1)).file(Rendition.ORIGINAL)).isEqualTo(png);
    assertThat(fault(flipped(png, checksum - 1))).as("both").isEqualTo(ImageFault.CORRUPT);
    assertThat(fault(flipped(png, 30))).as("header").isEqualTo(ImageFault.CORRUPT);
    byte[] palette = Drawings.resource("palette.png");
    int colours = new String(palette, StandardCharsets.ISO_8859_1).indexOf("PLTE") + 5;
    assertThat(fault(flipped(palette, colours))).as("palette").isEqualTo(ImageFault.CORRUPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interlaced.png", "palette.png", "sixteen-bits.png", "alpha.png"})
  void a_png_whose_pixels_have_no_right_checksum_is_taken(String name) {
    byte[] whole = Drawings.resource(name);
    BufferedImage expected = Drawings.read(kept(whole).file(Rendition.BIG));
    for (byte[] upload : new byte[][] {withoutPixelSum(whole, 0), withoutPixelSum(whole, 4)}) {
      RenderedPicture picture = kept(upload);

      assertThat(Drawings.psnr(Drawings.read(picture.file(Rendition.BIG)), expected)).isInfinite();
      byte[] original = picture.file(Rendition.ORIGINAL);
      assertThat(Drawings.psnr(Drawings.read(original), Drawings.read(whole))).isInfinite();
      assertThat(kept(original).file(Rendition.ORIGINAL)).isEqualTo(original);
    }
  }

  /** With a wrong checksum of the pixels, of which this many bytes are missing. */
  private static byte[] withoutPixelSum(byte[] png, int missing) {
    int last = png.length;
    int at = 8;
    while (at < png.length) {
      last = Bytes.hasAt(png, at + 4, "IDAT") ? at : last;
      at += 12 + (int) Bytes.u32(png, at);
    }
    int end = last + 8 + (int) Bytes.u32(png, last);
    byte[] content = Arrays.copyOfRange(png, last + 8, end - missing);
    content[content.length - 1] ^= (byte) (missing == 0 ? 1 : 0);
    return new ByteSink(png.length)
        .range(png, 0, last)
        .all(PngSanitizer.chunk("IDAT", content))
        .range(png, end + 4, png.length)
        .toByteArray();
  }

  private static byte[] flipped(byte[] file, int at) {
    byte[] result = file.clone();
    result[at] ^= 1;
    return result;
  }

  @Test
  void an_animation_is_whole_with_all_of_its_frames() {
    byte[] png = Drawings.animatedPng(Drawings.quarters(120, 80));
    assertThat(kept(Arrays.copyOf(png, png.length - 12)).file(Rendition.ORIGINAL)).isEqualTo(png);
    assertThat(kept(Arrays.copyOf(png, png.length - 14)).file(Rendition.ORIGINAL)).isEqualTo(png);
    assertThat(fault(Arrays.copyOf(png, png.length - 40))).isEqualTo(ImageFault.CORRUPT);
    byte[] gif = Drawings.resource("animated.gif");
    for (int length = gif.length - 12; length > 13; length -= 5) {
      byte[] cut = Arrays.copyOf(gif, length);
      if (fault(cut, ImageFault.CORRUPT)) {
        continue;
      }
      // A GIF that lost its last frames cannot be distinguished from one that never had them.
      assertThat(Drawings.frames(kept(cut).file(Rendition.ORIGINAL))).isLessThan(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"interlaced.gif", "animated.gif", "gif-without-trailer.gif"})
  void a_gif_gets_the_end_it_lacks(String name) {
    byte[] file = Drawings.resource(name);
    byte[] whole = kept(file).file(Rendition.ORIGINAL);
    assertThat(whole[whole.length - 1]).isEqualTo((byte) 0x3b);
    byte[] frames = Arrays.copyOf(whole, whole.length - 1);
    for (String tail :
        new String[] {"", "\0", "\0\0\0;", "garbage", "!", "!\u00fe", "!\u00fe\u0020comment"}) {
      byte[] upload =
          new ByteSink(frames.length + 20).all(frames).all(Bytes.latin1(tail)).toByteArray();
      assertThat(kept(upload).file(Rendition.ORIGINAL)).as(tail).isEqualTo(whole);
    }
    assertThat(kept(Arrays.copyOf(frames, frames.length - 1)).file(Rendition.ORIGINAL))
        .as("without the end of the last frame's blocks")
        .isEqualTo(whole);
    String announced = "!\u00f9\4\0\0\0\0\0";
    for (String tail : new String[] {announced, "!\u00f9\4\0", announced + ",\0\0\0", ","}) {
      byte[] upload =
          new ByteSink(frames.length + 20).all(frames).all(Bytes.latin1(tail)).toByteArray();
      assertThat(fault(upload)).as("a frame is missing").isEqualTo(ImageFault.CORRUPT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 120, 80",
    "60, 200, 0, 0, 120, 200",
    "0, 200, 0, 0, 120, 200",
    "120, 80, 30, 20, 150, 100",
    "0, 0, 30, 20, 150, 100",
    "200, 200, 0, 0, 200, 200"
  })
  void the_first_frame_of_a_gif_widens_its_screen(
      int screenWidth, int screenHeight, int left, int top, int width, int height) {
    byte[] gif = kept(Drawings.resource("interlaced.gif")).file(Rendition.ORIGINAL);
    int frame = 13 + 3 * (2 << (gif[10] & 7));
    while (gif[frame] != 0x2c) {
      frame++;
    }
    byte[] upload = gif.clone();
    Drawings.little(upload, 6, screenWidth, screenHeight);
    Drawings.little(upload, frame + 1, left, top);

    RenderedPicture picture = kept(upload);

    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    BufferedImage big = Drawings.read(picture.file(Rendition.BIG));
    BufferedImage original = Drawings.read(picture.file(Rendition.ORIGINAL));
    assertThat(Bytes.u16Little(picture.file(Rendition.ORIGINAL), 6)).isEqualTo(width);
    assertThat(big.getWidth()).isEqualTo(width);
    assertThat(big.getHeight()).isEqualTo(height);
    Drawings.assertColours(
        big.getSubimage(left, top, 120, 80), 12, 0xdc2828, 0x28b43c, 0x283cdc, 0xf0dc3c);
    assertThat(original.getWidth()).isPositive();
  }
}
