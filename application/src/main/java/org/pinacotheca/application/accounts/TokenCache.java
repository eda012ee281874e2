package org.pinacotheca.application.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.cache.LruCache;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;

/**
 * Bearer tokens that were looked up in the last seconds, under their hashes. What this process
 * revokes is unknown at once, what another one revokes after {@link
 * GallerySettings#TOKEN_STALENESS_MAX}. Whether a token has expired is for the caller to see.
 * Thread-safe.
 */
public final class TokenCache {
  private static final int TOKENS_MAX = 10_000;

  private final LruCache<SecretHash, LookedUp> tokens = new LruCache<>(TOKENS_MAX, _ -> 1);
  private long revocations;

  private record LookedUp(TokenGrant grant, Instant at) {
    boolean isFreshAt(Instant now) {
      // A clock that was set back must not make it last longer.
      return !now.isBefore(at) && now.isBefore(at.plus(GallerySettings.TOKEN_STALENESS_MAX));
    }
  }

  /** The grant of a token, which is looked up where it is not known. */
  Optional<TokenGrant> find(SecretHash token, Instant now, Supplier<Optional<TokenGrant>> lookUp) {
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

  /** What was read before a revocation may be revoked by it. */
  private synchronized void keep(LookedUp found, long revocationsBefore) {
    if (revocations == revocationsBefore) {
      tokens.keep(found.grant().token(), found);
    }
  }

  /** Forgets them all; called after tokens were revoked. */
  public synchronized void forget() {
    revocations++;
    tokens.clear();
  }
}
