package org.pinacotheca.http.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Representation;

/**
 * Answers that were written lately, each for one outcome of the gallery. An outcome never changes,
 * so that the same object is written the same way again. Thread-safe.
 */
public final class ResponseCache {
  private static final int BYTES_MAX = 8 << 20;
  private static final Duration UNUSED_MAX = Duration.ofMinutes(5);

  private final Cache<Origin, EncodedResponse> renderings =
      Caffeine.newBuilder()
          .maximumWeight(BYTES_MAX)
          .<Origin, EncodedResponse>weigher((_, rendered) -> rendered.body().length() + 1)
          .expireAfterAccess(UNUSED_MAX)
          .executor(Runnable::run)
          .build();

  /**
   * What an answer follows from.
   *
   * @param outcome compared by identity, which is quick
   */
  private record Origin(Object outcome, Representation dialect, String publicUrl) {
    @SuppressWarnings("ReferenceEquality")
    @Override
    public boolean equals(Object other) {
      return other instanceof Origin that
          && outcome == that.outcome
          && dialect.equals(that.dialect)
          && publicUrl.equals(that.publicUrl);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(outcome) + 31 * dialect.hashCode();
    }
  }

  /** The answer to an outcome, which is written where it is not kept. */
  EncodedResponse find(
      Object outcome, Representation dialect, String publicUrl, Supplier<EncodedResponse> write) {
    return renderings.get(new Origin(outcome, dialect, publicUrl), _ -> write.get());
  }
}
