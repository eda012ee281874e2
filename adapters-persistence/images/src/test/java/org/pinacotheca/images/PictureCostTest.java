package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.images.admission.MemoryShare;
import org.pinacotheca.images.admission.Requirement;
import org.pinacotheca.images.admission.WorkLimits;
import org.pinacotheca.images.codec.PictureCost;
import org.pinacotheca.images.picture.CheckedPicture;
import org.pinacotheca.images.picture.PictureRefusedException;
import org.pinacotheca.images.picture.PixelLimits;
import org.pinacotheca.images.picture.WebpPicture;
import org.pinacotheca.testkit.generate.CostlyPictures;

/** The cost of a picture is known from its header, before decoding. */
class PictureCostTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final long PIXELS = 4000L * 3000;

  private static Requirement need(byte[] file) throws PictureRefusedException {
    return PictureCost.of(checked(file));
  }

  private static CheckedPicture checked(byte[] file) throws PictureRefusedException {
    return new PictureInspector(PixelLimits.of(60_000_000)).inspect(file);
  }

  @Test
  void a_camera_picture_is_light() throws Exception {
    byte[] file = Drawings.jpeg(Drawings.scene(1600, 1200, 1), 0.9f, false);
    Requirement need = need(file);
    assertThat(need.nativeBytes()).isLessThan(32 * MEBIBYTE);
    assertThat(need.millis()).isLessThan(1000);
  }

  @Test
  void the_coefficients_of_a_progressive_jpeg_are_counted_with_every_scan() throws Exception {
    Requirement few = need(CostlyPictures.progressiveJpeg(4000, 3000, 3, 4));
    Requirement many = need(CostlyPictures.progressiveJpeg(4000, 3000, 3, 43));
    assertThat(few.nativeBytes()).isGreaterThan(6 * PIXELS);
    assertThat(many.nativeBytes()).isBetween(6 * PIXELS, 8 * PIXELS);
    assertThat(many.millis()).isGreaterThan(2 * few.millis());
  }

  @Test
  void turning_takes_another_picture() throws Exception {
    byte[] file = Drawings.turnedJpeg(Drawings.scene(1600, 1200, 1), 6);
    assertThat(need(file).nativeBytes()).isGreaterThan(2 * 4 * 1600 * 1200);
  }

  @Test
  void pngs_and_gifs_that_are_decoded_row_by_row_hold_no_picture_on_the_heap() throws Exception {
    byte[][] files = {
      CostlyPictures.png(4000, 3000, 16, 6, false, 4),
      CostlyPictures.png(4000, 3000, 2, 3, true, 0),
      CostlyPictures.gif(4000, 3000, 2)
    };
    for (byte[] file : files) {
      Requirement need = need(file);
      assertThat(need.heapBytes()).isLessThan(8 * MEBIBYTE);
      assertThat(need.nativeBytes()).isBetween(4 * PIXELS, 5 * PIXELS);
    }
  }

  @Test
  void every_frame_takes_time() throws Exception {
    byte[] file = CostlyPictures.animatedPng(400, 300, 1000);
    Requirement one = need(CostlyPictures.animatedPng(400, 300, 1));
    Requirement many = need(file);
    assertThat(many.millis()).isGreaterThan(50 * Math.max(1, one.millis()));
    assertThat(many.nativeBytes() - one.nativeBytes()).isLessThanOrEqualTo(file.length);
  }

  @Test
  void rows_of_frames_take_time_however_short_they_are() throws Exception {
    Requirement need = need(CostlyPictures.animatedPng(1, 1_000_000, 300));
    assertThat(need.millis()).isGreaterThan(30_000);
  }

  @Test
  void the_tables_of_a_lossless_webp_are_counted() throws Exception {
    assertThat(need(CostlyPictures.losslessWebpOfManyCodes()).nativeBytes())
        .isGreaterThan(400 * MEBIBYTE);
    assertThat(need(CostlyPictures.losslessWebp(1024, 1024)).nativeBytes())
        .isLessThan(16 * MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "alpha-lossless.webp", "alpha-lossy.webp"})
  void encoders_make_few_tables(String name) throws Exception {
    byte[] file = Drawings.resource(name);
    var picture = (WebpPicture) checked(file);
    assertThat(picture.tableBytes()).isBetween(1L, 16 * MEBIBYTE);
  }

  @Test
  void transparency_of_a_lossy_webp_is_a_picture_of_its_own() throws Exception {
    long opaque = need(Drawings.resource("lossy.webp")).nativeBytes();
    long transparent = need(Drawings.resource("alpha-lossy.webp")).nativeBytes();
    assertThat(transparent - opaque).isGreaterThan(3 * 120 * 80);
  }

  @Test
  void what_one_picture_may_not_take_is_refused_before_it_is_decoded() {
    WorkLimits tooLittleMemory =
        WorkLimits.of(
            1, new MemoryShare(200 * MEBIBYTE, 16 * MEBIBYTE), 1, Duration.ofHours(1), 30_000);
    WorkLimits tooLittleTime =
        WorkLimits.of(
            1, new MemoryShare(200 * MEBIBYTE, 200 * MEBIBYTE), 1, Duration.ofHours(1), 100);
    byte[] large = CostlyPictures.png(4000, 3000, 8, 2, false, 0);
    assertThat(rendered(tooLittleMemory, large))
        .isEqualTo(new Processed.Faulty<>(ImageFault.TOO_DEMANDING));
    assertThat(rendered(tooLittleTime, large))
        .isEqualTo(new Processed.Faulty<>(ImageFault.TOO_DEMANDING));
    assertThat(rendered(tooLittleMemory, CostlyPictures.png(400, 300, 8, 2, false, 0)))
        .isEqualTo(new Processed.Kept<>("kept"));
  }

  private static Processed<String> rendered(WorkLimits limits, byte[] file) {
    try (PooledImageProcessor processor =
        PooledImageProcessor.open(
            ImageSettings.defaults(Path.of("target", "native")).withWork(limits))) {
      return processor.process(
          ImageProcessors.SOMEBODY, () -> new ByteArrayInputStream(file), _ -> "kept");
    }
  }
}
