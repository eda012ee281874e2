package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.picture.ByteSink;
import org.pinacotheca.images.picture.Bytes;
import org.pinacotheca.images.picture.PictureSize;

/** No byte that an uploader's device or program wrote besides the pixels is served. */
class CleanPictureProperties {
  private static final PictureSize SIZE = new PictureSize(120, 80);
  private static @Nullable PooledImageProcessor processor;

  @BeforeContainer
  static void open() {
    processor = ImageProcessors.open(1_000_000, 200_000);
  }

  @AfterContainer
  static void close() {
    processor().close();
  }

  private static PooledImageProcessor processor() {
    return Objects.requireNonNull(processor);
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(12).ofMaxLength(40);
  }

  @Provide
  Arbitrary<Set<Integer>> places() {
    return Arbitraries.integers().between(0, 12).set().ofMinSize(1);
  }

  @Property(tries = 60)
  void of_a_jpeg(
      @ForAll("secrets") String secret,
      @ForAll("places") Set<Integer> places,
      @ForAll @IntRange(min = 1, max = 8) int turn) {
    byte[] jpeg = Drawings.resource(turn % 2 == 0 ? "progressive.jpg" : "baseline-422.jpg");
    for (int place : places) {
      jpeg =
          switch (place) {
            case 0 -> Drawings.segment(jpeg, 0xfe, Bytes.latin1(secret));
            case 1 ->
                Drawings.segment(
                    jpeg, 0xe1, Bytes.latin1("http://ns.adobe.com/xap/1.0/\0" + secret));
            case 2 -> Drawings.segment(jpeg, 0xed, Bytes.latin1("Photoshop 3.0\0" + secret));
            case 3 -> Drawings.segment(jpeg, 0xe2, Bytes.latin1("MPF\0" + secret));
            case 4 -> Drawings.segment(jpeg, 0xe0, Bytes.latin1("JFXX\0\u0010" + secret));
            case 5 ->
                Drawings.segment(jpeg, 0xee, Bytes.latin1("Adobe\0\u0064\0\0\0\0\1" + secret));
            case 6 -> Drawings.segment(jpeg, 0xef, Bytes.latin1(secret));
            case 7 -> beforeLastScan(jpeg, secret);
            case 8 -> new ByteSink(jpeg.length + 64).all(jpeg).text(secret).toByteArray();
            case 9 -> thumbnail(jpeg, secret);
            default -> {
              byte[] exif = Drawings.exif(turn, secret);
              yield Drawings.segment(
                  jpeg, 0xe1, new ByteSink(128).text("Exif\0\0").all(exif).toByteArray());
            }
          };
    }
    assertAbsent(secret, jpeg);
  }

  private static byte[] beforeLastScan(byte[] jpeg, String secret) {
    int at = jpeg.length - 2;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xda) {
      at--;
    }
    return new ByteSink(jpeg.length + 64)
        .range(jpeg, 0, at)
        .u16(0xfffe)
        .u16(secret.length() + 2)
        .text(secret)
        .range(jpeg, at, jpeg.length)
        .toByteArray();
  }

  /** Before any JFIF segment, so that it is the effective one. */
  private static byte[] thumbnail(byte[] jpeg, String secret) {
    byte[] pixels = secret.substring(0, 12).getBytes(StandardCharsets.ISO_8859_1);
    return new ByteSink(jpeg.length + 64)
        .u16(0xffd8)
        .u16(0xffe0)
        .u16(2 + 14 + pixels.length + secret.length())
        .text("JFIF\0\1\2")
        .u8(0)
        .u32(0x00010001)
        .u8(2)
        .u8(2)
        .all(pixels)
        .text(secret)
        .range(jpeg, 2, jpeg.length)
        .toByteArray();
  }

  @Property(tries = 60)
  void of_a_png(
      @ForAll("secrets") String secret,
      @ForAll("places") Set<Integer> places,
      @ForAll @IntRange(min = 1, max = 8) int turn) {
    byte[] png = Drawings.resource(turn % 2 == 0 ? "interlaced.png" : "palette.png");
    for (int place : places) {
      png =
          switch (place) {
            case 0 -> Drawings.chunk(png, "tEXt", Bytes.latin1("Comment\0" + secret));
            case 1 -> Drawings.chunk(png, "zTXt", Bytes.latin1(secret + "\0\0"));
            case 2 ->
                Drawings.chunk(png, "iTXt", Bytes.latin1("XML:com.adobe.xmp\0\0\0\0\0" + secret));
            case 3 -> Drawings.chunk(png, "prVt", Bytes.latin1(secret));
            case 4 -> Drawings.chunk(png, "tIME", Bytes.latin1(secret.substring(0, 7)));
            case 5 -> Drawings.chunk(png, "sPLT", Bytes.latin1(secret + "\0\10"));
            case 6 -> Drawings.chunk(png, "fdAT", Bytes.latin1(secret));
            case 7 -> new ByteSink(png.length + 64).all(png).text(secret).toByteArray();
            case 8 -> Drawings.chunk(png, "iCCP", Bytes.latin1(secret + "\0\0not a profile"));
            default -> Drawings.chunk(png, "eXIf", Drawings.exif(turn, secret));
          };
    }
    assertAbsent(secret, png);
  }

  @Property(tries = 40)
  void of_a_gif(@ForAll("secrets") String secret, @ForAll("places") Set<Integer> places) {
    byte[] gif = Drawings.resource("animated.gif");
    int colours = (gif[10] & 0x80) == 0 ? 0 : 3 * (2 << (gif[10] & 7));
    ByteSink out = new ByteSink(gif.length + 1024).range(gif, 0, 13 + colours);
    for (int place : places) {
      switch (place % 4) {
        case 0 -> out.u16(0x21fe).u8(secret.length()).text(secret).u8(0);
        case 1 -> out.u16(0x21ff).u8(11).text("XMP DataXMP").u8(secret.length()).text(secret).u8(0);
        case 2 ->
            out.u16(0x2101)
                .u8(12)
                .text(secret.substring(0, 12))
                .u8(secret.length())
                .text(secret)
                .u8(0);
        default ->
            out.u16(0x21ff)
                .u8(11)
                .text("NETSCAPE2.0")
                .u8(3)
                .u8(1)
                .u16(0)
                .u8(secret.length())
                .text(secret)
                .u8(0);
      }
    }
    out.range(gif, 13 + colours, gif.length).text(secret);
    assertAbsent(secret, out.toByteArray());
  }

  @Property(tries = 40)
  void of_a_webp(@ForAll("secrets") String secret, @ForAll @IntRange(min = 1, max = 8) int turn) {
    byte[] simple = Drawings.resource(turn % 2 == 0 ? "lossy.webp" : "lossless.webp");
    byte[] webp =
        Drawings.webp(
            simple,
            SIZE,
            0x0c,
            new Drawings.Chunk("EXIF", Drawings.exif(turn, secret)),
            new Drawings.Chunk("XMP ", Bytes.latin1(secret)),
            new Drawings.Chunk("prVt", Bytes.latin1(secret)));
    assertAbsent(secret, new ByteSink(webp.length + 64).all(webp).text(secret).toByteArray());
  }

  private static void assertAbsent(String secret, byte[] upload) {
    String wanted = secret.substring(0, 7);
    assertThat(latin1(upload)).contains(wanted);
    RenderedPicture picture = RefusedUploadsContract.kept(processor(), upload);
    for (Rendition rendition : Rendition.values()) {
      assertThat(latin1(picture.file(rendition))).as(rendition.name()).doesNotContain(wanted);
      assertThat(directories(picture.file(rendition)))
          .as(rendition.name())
          .noneMatch(name ->
              name.matches(
                  ".*(Exif|GPS|XMP|IPTC|Photoshop|Comment|PNG-tEXt|PNG-tIME|Thumbnail).*"));
    }
  }

  private static String latin1(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private static List<String> directories(byte[] file) {
    try {
      var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
      return java.util.stream.StreamSupport.stream(metadata.getDirectories().spliterator(), false)
          .map(Directory::getName)
          .toList();
    } catch (ImageProcessingException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
