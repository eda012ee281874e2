package org.pinacotheca.application.accounts;

import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.cache.LruCache;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;

/**
 * Caches bearer tokens that were looked up in the last seconds, by their hashes. A token that this
 * process revokes is unknown at once, one that another process revokes after {@link
 * GallerySettings#TOKEN_STALENESS_MAX}. Callers check whether a token has expired. Thread-safe.
 */
public final class TokenCache {
  private static final int TOKENS_MAX = 10_000;

  private final LruCache<SecretHash, LookedUp> tokens = new LruCache<>(TOKENS_MAX, _ -> 1);
  private long revocations;

  private record LookedUp(TokenGrant grant, long nanoTime) {
    private static final long STALENESS_MAX = GallerySettings.TOKEN_STALENESS_MAX.toNanos();

    boolean isFreshAt(long now) {
      return now - nanoTime < STALENESS_MAX;
    }
  }

  /**
   * The grant of a token, looked up when it is not cached.
   *
   * @param now the {@link UnitOfWork#nanoTime}
   */
  Optional<TokenGrant> find(SecretHash token, long now, Supplier<Optional<TokenGrant>> lookUp) {
    Optional<TokenGrant> known =
        tokens.find(token).filter(found -> found.isFreshAt(now)).map(LookedUp::grant);
    if (known.isPresent()) {
      return known;
    }
    long before = revocations();
    Optional<TokenGrant> found = lookUp.get();
    found.ifPresent(grant -> keep(new LookedUp(grant, now), before));
    return found;
  }

  private synchronized long revocations() {
    return revocations;
  }

  /** Caches a grant, unless a revocation came after it was read. */
  private synchronized void keep(LookedUp found, long revocationsBefore) {
    if (revocations == revocationsBefore) {
      tokens.keep(found.grant().token(), found);
    }
  }

  /** Clears the cache; called after tokens were revoked. */
  public synchronized void forget() {
    revocations++;
    tokens.clear();
  }
}
