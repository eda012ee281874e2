package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureSize;

/** How every image processor handles good pictures; odd ones and refusals are inherited. */
abstract class GoodPicturesContract extends UnfinishedUploadsContract {
  /** Decibels against the definition of area averaging; sub-sampling would stay below 30. */
  private static final double QUALITY_MIN = 32;

  private static void assertQuarters(BufferedImage image, int tolerance) {
    for (int i = 0; i < 4; i++) {
      int x = image.getWidth() * (i % 2 * 2 + 1) / 4;
      int y = image.getHeight() * (i / 2 * 2 + 1) / 4;
      Color seen = new Color(image.getRGB(x, y));
      Color drawn = Drawings.QUARTERS[i];
      assertThat(new int[] {seen.getRed(), seen.getGreen(), seen.getBlue()})
          .as("quarter %d", i)
          .satisfies(rgb -> {
            assertThat(rgb[0]).isCloseTo(drawn.getRed(), within(tolerance));
            assertThat(rgb[1]).isCloseTo(drawn.getGreen(), within(tolerance));
            assertThat(rgb[2]).isCloseTo(drawn.getBlue(), within(tolerance));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progressive.jpg",
        "baseline-444.jpg",
        "baseline-422.jpg",
        "cmyk-progressive.jpg",
        "interlaced.png",
        "sixteen-bits.png",
        "palette.png",
        "palette-interlaced.png",
        "interlaced.gif",
        "animated.gif",
        "lossy.webp",
        "lossless.webp"
      })
  void every_variant_shows_its_colours(String name) {
    RenderedPicture picture = kept(Drawings.resource(name));

    assertThat(picture.format().extension()).isEqualTo(name.substring(name.indexOf('.') + 1));
    assertThat(picture.width()).isEqualTo(120);
    assertThat(picture.height()).isEqualTo(80);
    BufferedImage big = Drawings.read(picture.file(Rendition.BIG));
    assertThat(big.getWidth()).isEqualTo(120);
    assertThat(big.getHeight()).isEqualTo(80);
    assertQuarters(big, 12);
    assertQuarters(Drawings.read(picture.file(Rendition.SMALL)), 12);
  }

  /** The colour in the middle of each quarter is as in Chromium 150. */
  @ParameterizedTest
  @CsvSource({
    "false, 123, -1, dc2829, 28b33c, 283cdb, f0dc3d",
    "false, 012, -1, dc2829, 28b33c, 283cdb, f0dc3d",
    "false, RGB, -1, 5e62da, 7c5c44, 48d369, d02d97",
    "false, RGB, 1, dc2829, 28b33c, 283cdb, f0dc3d",
    "false, 123, 0, 5e62da, 7c5c44, 48d369, d02d97",
    "false, 123, 1, dc2829, 28b33c, 283cdb, f0dc3d",
    "false, 123, 2, dc2829, 28b33c, 283cdb, f0dc3d",
    "true, 123, 0, dc2829, 28b33c, 283cdb, f0dc3d",
    "true, RGB, -1, dc2829, 28b33c, 283cdb, f0dc3d",
    "true, RGB, 0, dc2829, 28b33c, 283cdb, f0dc3d"
  })
  void three_components_are_colours_or_luminance_as_browsers_take_them(
      boolean jfif, String names, int adobe, String red, String green, String blue, String yellow) {
    BufferedImage big =
        Drawings.read(kept(Drawings.components(jfif, names, adobe)).file(Rendition.BIG));
    Drawings.assertColours(big, 4, hex(red), hex(green), hex(blue), hex(yellow));
  }

  private static int hex(String digits) {
    return Integer.parseInt(digits, 16);
  }

  /** Chromium reads CMYK as inverted, with Adobe's marker and without. */
  @ParameterizedTest
  @CsvSource({
    "-1, ff0000, 00ff00, 0000ff, ffff00",
    "0, ff0000, 00ff00, 0000ff, ffff00",
    "1, b300e3, ffcf1e, 4dffff, b30000",
    "2, b300e3, ffcf1e, 4dffff, b30000"
  })
  void inks_become_the_colours_that_browsers_show(
      int adobe, String red, String green, String blue, String yellow) {
    byte[] plain = Drawings.resource("cmyk-without-adobe-marker.jpg");
    byte[] upload = adobe < 0 ? plain : Drawings.segment(plain, 0xee, Drawings.adobe(adobe));

    RenderedPicture picture = kept(upload);

    for (Rendition rendition : new Rendition[] {Rendition.BIG, Rendition.THUMB, Rendition.SMALL}) {
      BufferedImage image = Drawings.read(picture.file(rendition));
      Drawings.assertColours(image, 6, hex(red), hex(green), hex(blue), hex(yellow));
    }
    // Other viewers need the marker to show the same.
    assertThat(new String(picture.file(Rendition.ORIGINAL), StandardCharsets.ISO_8859_1))
        .containsOnlyOnce("Adobe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha.png", "alpha-lossy.webp", "alpha-lossless.webp"})
  void transparency_becomes_white_in_renditions_and_stays_in_the_original(String name) {
    byte[] upload = Drawings.resource(name);
    RenderedPicture picture = kept(upload);

    BufferedImage big = Drawings.read(picture.file(Rendition.BIG));
    Color transparent = new Color(big.getRGB(20, 20));
    assertThat(transparent.getGreen()).isGreaterThan(245);
    assertThat(transparent.getBlue()).isGreaterThan(245);
    Color yellow = new Color(big.getRGB(90, 60));
    assertThat(yellow.getBlue()).isCloseTo(60, within(12));
    assertThat(Drawings.read(picture.file(Rendition.ORIGINAL)).getRGB(20, 20) >>> 24).isZero();
  }

  @Test
  void grey_stays_grey() {
    BufferedImage grey = new BufferedImage(200, 100, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 200 * 100; i++) {
      grey.getRaster().setSample(i % 200, i / 200, 0, 100);
    }
    for (String format : new String[] {"jpeg", "png"}) {
      BufferedImage small = Drawings.read(kept(Drawings.file(grey, format)).file(Rendition.SMALL));
      assertThat(small.getRaster().getSample(30, 15, 0)).isCloseTo(100, within(3));
    }
  }

  @Test
  void few_bits_are_spread_over_the_whole_range() {
    BufferedImage four =
        Drawings.read(kept(Drawings.resource("four-bits.png")).file(Rendition.BIG));
    assertThat(four.getRaster().getSample(90, 60, 0)).isCloseTo(215, within(16));
    BufferedImage one = Drawings.read(kept(Drawings.resource("one-bit.png")).file(Rendition.SMALL));
    assertThat(one.getRaster().getSample(37, 1, 0)).isGreaterThan(220);
    assertThat(one.getRaster().getSample(37, 48, 0)).isLessThan(35);
  }

  @ParameterizedTest
  @CsvSource({
    "2048,1536,604,453,130,98,75,56",
    "300,1200,151,604,33,130,19,75",
    "604,10,604,10,130,2,75,1",
    "605,605,604,604,130,130,75,75",
    "100,90,100,90,100,90,75,68",
    "1,1,1,1,1,1,1,1",
    "9000,2,604,1,130,1,75,1",
    "1,3000,1,604,1,130,1,75"
  })
  void renditions_are_within_their_edges_and_never_enlarged(
      int width, int height, int bigW, int bigH, int thumbW, int thumbH, int smallW, int smallH) {
    for (String format : new String[] {"jpeg", "png"}) {
      RenderedPicture picture = kept(Drawings.file(Drawings.quarters(width, height), format));
      assertSize(picture, Rendition.ORIGINAL, width, height);
      assertSize(picture, Rendition.BIG, bigW, bigH);
      assertSize(picture, Rendition.MASKED, bigW, bigH);
      assertSize(picture, Rendition.THUMB, thumbW, thumbH);
      assertSize(picture, Rendition.SMALL, smallW, smallH);
    }
  }

  private static void assertSize(
      RenderedPicture picture, Rendition rendition, int width, int height) {
    BufferedImage image = Drawings.read(picture.file(rendition));
    assertThat(image.getWidth()).as("width of %s", rendition).isEqualTo(width);
    assertThat(image.getHeight()).as("height of %s", rendition).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource({"3000,2000", "2048,1536", "1500,1000", "900,700", "700,500"})
  void renditions_are_as_sharp_as_the_mean_of_their_pixels(int width, int height) {
    BufferedImage scene = Drawings.scene(width, height, 42);
    RenderedPicture picture = kept(Drawings.jpeg(scene, 0.95f, false));
    for (Rendition rendition : new Rendition[] {Rendition.BIG, Rendition.THUMB, Rendition.SMALL}) {
      BufferedImage image = Drawings.read(picture.file(rendition));
      BufferedImage expected = Drawings.shrunk(scene, image.getWidth(), image.getHeight());
      assertThat(Drawings.psnr(expected, image))
          .as("decibels of %s", rendition)
          .isGreaterThan(qualityMin(rendition));
    }
  }

  /** Chroma at half size affects small pictures with many edges more. */
  private static double qualityMin(Rendition rendition) {
    return rendition == Rendition.BIG ? QUALITY_MIN : QUALITY_MIN - 5;
  }

  @Test
  void a_mask_cannot_be_recognised() {
    BufferedImage scene = Drawings.scene(1600, 1200, 7);
    var letters = scene.createGraphics();
    for (int x = 0; x < 1600; x += 40) {
      letters.setColor(x % 80 == 0 ? Color.BLACK : Color.WHITE);
      letters.fillRect(x, 300, 40, 600);
    }
    letters.dispose();
    BufferedImage mask =
        Drawings.read(kept(Drawings.jpeg(scene, 0.9f, false)).file(Rendition.MASKED));

    // A mask may show no more than sixteen blended cells.
    BufferedImage cells = Drawings.shrunk(mask, 16, 12);
    BufferedImage blended =
        new BufferedImage(mask.getWidth(), mask.getHeight(), BufferedImage.TYPE_INT_RGB);
    var graphics = blended.createGraphics();
    graphics.setRenderingHint(
        java.awt.RenderingHints.KEY_INTERPOLATION,
        java.awt.RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(cells, 0, 0, mask.getWidth(), mask.getHeight(), null);
    graphics.dispose();
    assertThat(Drawings.psnr(mask, blended)).isGreaterThan(27);
    assertThat(Drawings.psnr(mask, Drawings.shrunk(scene, mask.getWidth(), mask.getHeight())))
        .isLessThan(12);
  }

  @Test
  void the_mask_of_a_tiny_picture_is_one_colour() {
    BufferedImage mask =
        Drawings.read(kept(Drawings.file(Drawings.quarters(12, 8), "png")).file(Rendition.MASKED));
    assertThat(Drawings.psnr(mask, Drawings.shrunk(Drawings.shrunk(mask, 1, 1), 12, 8)))
        .isGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void pictures_are_turned_upright(int exif) {
    BufferedImage upright = Drawings.quarters(160, 96);
    byte[] png =
        Drawings.chunk(
            Drawings.file(Drawings.stored(upright, exif), "png"), "eXIf", Drawings.exif(exif, "m"));
    for (byte[] upload : new byte[][] {Drawings.turnedJpeg(upright, exif), png}) {
      RenderedPicture picture = kept(upload);

      assertThat(picture.width()).isEqualTo(160);
      assertThat(picture.height()).isEqualTo(96);
      for (Rendition rendition : Rendition.values()) {
        BufferedImage image = Drawings.read(picture.file(rendition));
        assertThat(image.getWidth()).isGreaterThan(image.getHeight());
        assertQuarters(image, rendition == Rendition.MASKED ? 40 : 15);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy.webp", "lossless.webp", "alpha-lossless.webp"})
  void a_webp_is_turned_upright(String name) {
    var exif = new Drawings.Chunk("EXIF", Drawings.exif(6, "m"));
    int flags = name.startsWith("alpha") ? 0x18 : 0x08;
    byte[] upload = Drawings.webp(Drawings.resource(name), new PictureSize(120, 80), flags, exif);
    RenderedPicture picture = kept(upload);

    assertThat(picture.format()).isEqualTo(ImageFormat.WEBP);
    assertThat(picture.width()).isEqualTo(80);
    BufferedImage original = Drawings.read(picture.file(Rendition.ORIGINAL));
    assertThat(original.getWidth()).isEqualTo(80);
    // Rotated right, the lower left quarter comes first.
    assertThat(new Color(original.getRGB(20, 30)).getBlue()).isCloseTo(220, within(15));
    assertThat(new Color(original.getRGB(20, 90)).getRed()).isCloseTo(240, within(15));
    Color second = new Color(original.getRGB(60, 30), true);
    assertThat(second.getAlpha()).isEqualTo(name.startsWith("alpha") ? 0 : 255);
  }

  @Test
  void an_upright_original_keeps_every_pixel() {
    byte[] jpeg = Drawings.jpeg(Drawings.scene(300, 200, 1), 0.9f, true);
    byte[] commented = Drawings.segment(jpeg, 0xfe, Bytes.latin1("comment"));
    assertThat(kept(commented).file(Rendition.ORIGINAL))
        .isEqualTo(kept(jpeg).file(Rendition.ORIGINAL));
    assertThat(
            Drawings.psnr(
                Drawings.read(jpeg), Drawings.read(kept(commented).file(Rendition.ORIGINAL))))
        .isInfinite();
    byte[] png = Drawings.file(Drawings.scene(300, 200, 1), "png");
    assertThat(kept(png).file(Rendition.ORIGINAL)).isEqualTo(png);
    byte[] gif = Drawings.resource("animated.gif");
    assertThat(Drawings.read(kept(gif).file(Rendition.ORIGINAL)).getRGB(90, 20))
        .isEqualTo(Drawings.read(gif).getRGB(90, 20));
  }

  @Test
  void a_turned_original_keeps_nearly_every_pixel() {
    BufferedImage scene = Drawings.scene(300, 200, 1);
    byte[] turned = kept(Drawings.turnedJpeg(scene, 6)).file(Rendition.ORIGINAL);
    assertThat(Drawings.psnr(scene, Drawings.read(turned))).isGreaterThan(30);
    byte[] png =
        Drawings.chunk(
            Drawings.file(Drawings.stored(scene, 8), "png"), "eXIf", Drawings.exif(8, "m"));
    assertThat(Drawings.psnr(scene, Drawings.read(kept(png).file(Rendition.ORIGINAL))))
        .isInfinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void colour_profiles_reach_every_file(int exif) {
    byte[] profile = Drawings.standardProfile();
    byte[] jpeg =
        Drawings.segment(
            Drawings.turnedJpeg(Drawings.quarters(700, 500), exif),
            0xe2,
            Drawings.profileSegment(profile));
    RenderedPicture picture = kept(jpeg);
    for (Rendition rendition : Rendition.values()) {
      assertThat(occurrences(picture.file(rendition), profile)).as(rendition.name()).isOne();
    }
  }

  @Test
  void profiles_for_other_channels_are_not_copied() {
    byte[] profile = Drawings.standardProfile();
    BufferedImage grey = new BufferedImage(200, 100, BufferedImage.TYPE_BYTE_GRAY);
    byte[] jpeg =
        Drawings.segment(Drawings.file(grey, "jpeg"), 0xe2, Drawings.profileSegment(profile));
    assertThat(occurrences(kept(jpeg).file(Rendition.BIG), profile)).isZero();
  }

  private static int occurrences(byte[] file, byte[] part) {
    int count = 0;
    for (int i = 0; i + part.length <= file.length; i++) {
      if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
        count++;
      }
    }
    return count;
  }

  @Test
  void animations_stay_animations() {
    byte[] png = Drawings.animatedPng(Drawings.quarters(120, 80));
    RenderedPicture picture = kept(png);
    assertThat(picture.file(Rendition.ORIGINAL)).isEqualTo(png);
    assertQuarters(Drawings.read(picture.file(Rendition.BIG)), 12);
    assertThat(fault(Arrays.copyOf(png, png.length - 60))).isEqualTo(ImageFault.CORRUPT);
    byte[] gif = kept(Drawings.resource("animated.gif")).file(Rendition.ORIGINAL);
    assertThat(Drawings.frames(gif)).isEqualTo(3);
    assertThat(new String(gif, StandardCharsets.ISO_8859_1)).contains("NETSCAPE2.0");
  }

  @Test
  void bytes_that_follow_the_picture_are_not_kept() {
    for (String name :
        new String[] {"progressive.jpg", "palette.png", "interlaced.gif", "lossy.webp"}) {
      byte[] clean = Drawings.resource(name);
      byte[] polyglot =
          new ByteSink(clean.length + 32).all(clean).text("PK\3\4 an archive").toByteArray();
      assertThat(kept(polyglot).file(Rendition.ORIGINAL))
          .isEqualTo(kept(clean).file(Rendition.ORIGINAL));
    }
  }
}
