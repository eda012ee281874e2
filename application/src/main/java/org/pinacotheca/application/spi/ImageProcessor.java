package org.pinacotheca.application.spi;

import java.util.function.Function;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * Turns uploaded bytes into the files a gallery keeps. Thread-safe; at most a fixed number of
 * pictures is worked on at a time, within a fixed amount of memory, and further callers wait in a
 * bounded queue, in which those who have used the least lately come first.
 */
public interface ImageProcessor {

  /**
   * Reads, checks, completely decodes and renders one picture, then passes the result to {@code
   * keep} while it still holds its permit, so that memory is bounded by the number of permits and
   * not by the number of callers.
   *
   * @throws OverloadedException when the queue is full, or no permit was free before the time-out;
   *     nothing was done
   */
  <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep);

  /**
   * The requester of the work, as two opaque keys. Work is shared fairly between the values of each
   * of them.
   *
   * @param member who asks
   * @param origin where the request comes from; empty when unknown
   */
  record Requester(String member, String origin) {}

  /** The result of processing a picture. */
  sealed interface Processed<T> {
    /** The picture was good; {@code value} is what {@code keep} made of it. */
    record Kept<T>(T value) implements Processed<T> {}

    /** The picture was not good, and {@code keep} was not called. */
    record Faulty<T>(ImageFault fault) implements Processed<T> {}
  }

  /** Every permit of the image processor and every place in its queue is taken. */
  final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message for logs. */
    public OverloadedException(String message) {
      super(message);
    }
  }
}
