package org.pinacotheca.http.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Representation;

/**
 * Caches recently encoded responses by the outcome they were made from. Outcomes are immutable, so
 * the same object always gives the same bytes. Thread-safe.
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
   * The key of a cached response.
   *
   * @param outcome compared by identity, which is fast
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

  /** The response to an outcome, encoded if it is not cached. */
  EncodedResponse find(
      Object outcome, Representation dialect, String publicUrl, Supplier<EncodedResponse> write) {
    return renderings.get(new Origin(outcome, dialect, publicUrl), _ -> write.get());
  }
}
