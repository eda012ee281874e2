package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.application.spi.ImageProcessor.Requester;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.UndoneException;

/**
 * The contract of every {@link ImageProcessor}: which uploads it keeps, and what of them. It looks
 * at sizes and at the beginnings of files, not at pixels.
 */
public abstract class ImageProcessorContract {
  private static final Requester SOMEBODY = new Requester("somebody", "");

  /** The image processor under test, which may serve all tests. */
  protected abstract ImageProcessor processor();

  private Processed<RenderedPicture> process(PictureSource source) {
    return processor().process(SOMEBODY, source, picture -> picture);
  }

  private RenderedPicture kept(PictureSource source) {
    return switch (process(source)) {
      case Processed.Kept<RenderedPicture>(RenderedPicture picture) -> picture;
      case Processed.Faulty<RenderedPicture>(ImageFault fault) ->
          throw new AssertionError(source + " was refused as " + fault);
    };
  }

  private static ImageFormat formatOf(SamplePictures sample) {
    return sample == SamplePictures.MIDDLE_JPEG ? ImageFormat.JPEG : ImageFormat.PNG;
  }

  @Test
  void a_good_picture_is_kept_with_its_format_and_size_in_every_rendition() {
    for (SamplePictures sample : SamplePictures.goodOnes()) {
      RenderedPicture picture = kept(sample);
      assertThat(picture.format()).as("%s", sample).isEqualTo(formatOf(sample));
      assertThat(picture.width()).as("width of %s", sample).isEqualTo(sample.width());
      assertThat(picture.height()).as("height of %s", sample).isEqualTo(sample.height());
      for (Rendition rendition : Rendition.values()) {
        boolean isPng = rendition == Rendition.ORIGINAL && picture.format().equals(ImageFormat.PNG);
        byte[] file = picture.file(rendition);
        assertThat(file).as("%s of %s", rendition, sample).hasSizeGreaterThan(3);
        assertThat(Arrays.copyOf(file, 2))
            .as("the beginning of %s of %s", rendition, sample)
            .isEqualTo(isPng ? new byte[] {(byte) 0x89, 'P'} : new byte[] {(byte) 0xFF, -40});
      }
      assertThat(picture.file(Rendition.MASKED)).isNotEqualTo(picture.file(Rendition.BIG));
    }
  }

  @Test
  void a_png_without_metadata_is_stored_as_it_is() {
    for (SamplePictures sample : List.of(SamplePictures.SMALL_PNG, SamplePictures.LARGE_PNG)) {
      assertThat(kept(sample).file(Rendition.ORIGINAL)).isEqualTo(sample.bytes());
    }
  }

  @Test
  void a_stored_original_is_kept_again() {
    for (SamplePictures sample : SamplePictures.goodOnes()) {
      byte[] original = kept(sample).file(Rendition.ORIGINAL);
      RenderedPicture again = kept(new Watched(original));
      assertThat(again.width()).isEqualTo(sample.width());
      assertThat(again.file(Rendition.ORIGINAL)).isEqualTo(original);
    }
  }

  @Test
  void each_faulty_upload_has_its_fault_and_is_not_kept() {
    for (SamplePictures sample : SamplePictures.values()) {
      if (sample.isGood()) {
        continue;
      }
      AtomicInteger calls = new AtomicInteger();
      Processed<Integer> processed =
          processor().process(SOMEBODY, sample, _ -> calls.incrementAndGet());
      assertThat(processed).as("%s", sample).isEqualTo(new Processed.Faulty<>(faultOf(sample)));
      assertThat(calls).as("calls for %s", sample).hasValue(0);
    }
  }

  private static ImageFault faultOf(SamplePictures sample) {
    return switch (sample) {
      case EMPTY -> ImageFault.MISSING;
      case TEXT -> ImageFault.NOT_AN_IMAGE;
      case BITMAP -> ImageFault.UNSUPPORTED_KIND;
      case HEIC -> ImageFault.HEIF;
      case HALF_PNG -> ImageFault.CORRUPT;
      case MALFORMED -> ImageFault.MALFORMED_TRANSFER;
      case SMALL_PNG, MIDDLE_JPEG, LARGE_PNG -> throw new AssertionError(sample + " is good");
    };
  }

  @Test
  void what_is_made_of_a_picture_is_returned_and_made_once() {
    AtomicInteger calls = new AtomicInteger();
    Processed<String> processed =
        processor()
            .process(
                SOMEBODY,
                SamplePictures.SMALL_PNG,
                picture -> picture.width() + " at call " + calls.incrementAndGet());
    assertThat(processed).isEqualTo(new Processed.Kept<>("6 at call 1"));
  }

  @Test
  void a_failure_of_who_keeps_or_sends_is_thrown_on() {
    UndoneException failure = new UndoneException();
    assertThatThrownBy(() ->
            processor()
                .process(
                    SOMEBODY,
                    SamplePictures.SMALL_PNG,
                    _ -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    PictureSource broken =
        () -> {
          throw new IOException("the connection broke");
        };
    assertThatThrownBy(() -> process(broken)).isInstanceOf(UncheckedIOException.class);
    assertThat(kept(SamplePictures.SMALL_PNG).width()).as("afterwards").isEqualTo(6);
  }

  @Test
  void every_stream_it_opens_is_closed() {
    for (SamplePictures sample : SamplePictures.values()) {
      if (sample != SamplePictures.MALFORMED) {
        Watched source = new Watched(sample.bytes());
        process(source);
        assertThat(source.opened.get()).as("opened for %s", sample).isPositive();
        assertThat(source.closed).as("closed for %s", sample).hasValue(source.opened.get());
      }
    }
  }

  @Test
  void pictures_at_the_same_time_are_not_mixed_up() {
    AtomicInteger threads = new AtomicInteger();
    SamplePictures[] samples = SamplePictures.goodOnes();
    StorageFixture.together(
        6,
        () -> {
          for (int time = 0; time < 5; time++) {
            SamplePictures sample = samples[threads.getAndIncrement() % samples.length];
            RenderedPicture picture = kept(sample);
            assertThat(picture.width()).isEqualTo(sample.width());
            assertThat(picture.format()).isEqualTo(formatOf(sample));
          }
          return true;
        });
  }

  /** An upload that counts how often it is opened and closed. */
  private record Watched(byte[] bytes, AtomicInteger opened, AtomicInteger closed)
      implements PictureSource {
    Watched(byte[] bytes) {
      this(bytes, new AtomicInteger(), new AtomicInteger());
    }

    @Override
    public InputStream open() {
      opened.incrementAndGet();
      return new FilterInputStream(new java.io.ByteArrayInputStream(bytes)) {
        @Override
        public void close() throws IOException {
          closed.incrementAndGet();
          super.close();
        }
      };
    }
  }
}
