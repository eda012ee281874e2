package org.pinacotheca.application.spi;

import java.util.function.Function;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * Turns uploaded bytes into the files a gallery keeps. Safe for use by many threads; at most a
 * fixed number of pictures is worked on at a time, within a fixed amount of memory, and callers
 * beyond it wait in a bounded queue, in which whoever has used the least lately comes first.
 */
public interface ImageProcessor {

  /**
   * Reads, judges, completely decodes and renders one picture, then hands the result to {@code
   * keep} while it still holds its place in the studio, so that memory is bounded by the number of
   * places and not by the number of callers.
   *
   * @throws StudioOverloadedException when there is no room in the queue, or none for the picture
   *     in time; nothing was done
   */
  <T> Processed<T> process(
      Requester requester,
      PictureSource source,
      Function<? super RenderedPicture, ? extends T> keep);

  /**
   * For whom a picture is worked on, as two opaque keys. Work is shared fairly between the values
   * of each of them.
   *
   * @param member who asks
   * @param origin from where; empty where it is not known
   */
  record Requester(String member, String origin) {}

  /** What became of a picture. */
  sealed interface Processed<T> {
    /** The picture was good; {@code value} is what {@code keep} made of it. */
    record Kept<T>(T value) implements Processed<T> {}

    /** The picture was not good, and {@code keep} was not called. */
    record Faulty<T>(ImageFault fault) implements Processed<T> {}
  }

  /** Every place in the studio and in its queue is taken. */
  final class StudioOverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StudioOverloadedException(String message) {
      super(message);
    }
  }
}
