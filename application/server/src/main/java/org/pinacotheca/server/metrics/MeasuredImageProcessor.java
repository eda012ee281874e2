package org.pinacotheca.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Function;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.Rendition;

/** An image processor whose work is counted and timed, for pictures of both APIs. Thread-safe. */
public final class MeasuredImageProcessor implements ImageProcessor {
  private final ImageProcessor processor;
  private final Timer kept;
  private final Timer faulty;
  private final Timer overloaded;
  private final Timer failed;
  private final Counter bytes;

  public MeasuredImageProcessor(ImageProcessor processor, Metrics metrics) {
    this.processor = processor;
    kept = metrics.pictureDuration("kept");
    faulty = metrics.pictureDuration("faulty");
    overloaded = metrics.pictureDuration("overloaded");
    failed = metrics.pictureDuration("failed");
    bytes = metrics.counter("pinacotheca.picture.bytes", "Bytes of the originals that were kept");
  }

  @Override
  public <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep) {
    long begun = System.nanoTime();
    Timer outcome = failed;
    try {
      Processed<T> rendered =
          processor.process(
              requester,
              source,
              picture -> {
                T result = keep.apply(picture);
                bytes.increment(picture.file(Rendition.ORIGINAL).length);
                return result;
              });
      outcome =
          switch (rendered) {
            case Processed.Kept<T> _ -> kept;
            case Processed.Faulty<T> _ -> faulty;
          };
      return rendered;
    } catch (OverloadedException e) {
      outcome = overloaded;
      throw e;
    } finally {
      outcome.record(Duration.ofNanos(System.nanoTime() - begun));
    }
  }
}
