package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.testkit.generate.CostlyPictures;

/** Pictures that take more processor time than estimated from their headers. */
class SlowPicturesTest {
  private static final long SECOND = 1_000_000_000;

  /** Work in steps that can be stopped. */
  enum Work {
    ROWS,
    FRAMES,
    GIF,
    SCANS,
    REPAIR;

    byte[] file() {
      return switch (this) {
        case ROWS -> CostlyPictures.png(10, 3000, 1, 3, false, 0);
        case FRAMES -> CostlyPictures.animatedPng(10, 10, 300);
        case GIF -> CostlyPictures.gif(10, 3000, 1);
        case SCANS -> cut(CostlyPictures.progressiveJpeg(640, 480, 3, 43));
        case REPAIR -> cut(CostlyPictures.png(2400, 2400, 8, 6, false, 0));
      };
    }

    private static byte[] cut(byte[] file) {
      return Arrays.copyOf(file, file.length - 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void end_at_the_limit(Work work) {
    byte[] file = work.file();
    AtomicInteger opened = new AtomicInteger();
    assertThat(rendered(file, opened, () -> 0)).isEqualTo(new Processed.Kept<>("kept"));
    assertThat(rendered(file, opened, ticking(31 * SECOND)))
        .isEqualTo(new Processed.Faulty<>(ImageFault.TOO_DEMANDING));
    assertThat(opened).hasValue(2);
  }

  @Test
  void begin_again_among_heavy_ones_when_they_take_more_than_a_moment() {
    AtomicInteger opened = new AtomicInteger();
    assertThat(rendered(Work.ROWS.file(), opened, ticking(SECOND / 4)))
        .isEqualTo(new Processed.Kept<>("kept"));
    assertThat(opened).hasValue(2);
  }

  private static LongSupplier ticking(long nanos) {
    AtomicLong clock = new AtomicLong();
    return () -> clock.addAndGet(nanos);
  }

  private static Processed<String> rendered(
      byte[] file, AtomicInteger opened, LongSupplier processorNanos) {
    ImageSettings settings =
        ImageSettings.defaults(Path.of("target", "native")).withWork(ImageProcessors.work(2, 4));
    try (PooledImageProcessor processor = PooledImageProcessor.open(settings, processorNanos)) {
      return processor.process(
          ImageProcessors.SOMEBODY,
          () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(file);
          },
          _ -> "kept");
    }
  }
}
