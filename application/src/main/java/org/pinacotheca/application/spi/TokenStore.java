package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.client.RefreshGrant;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.client.TokenGrant;

/** The bearer and refresh tokens, each under the hash of itself. */
public interface TokenStore {
  Optional<TokenGrant> find(SecretHash token);

  void add(TokenGrant grant);

  Optional<RefreshGrant> findRefresh(SecretHash token);

  void addRefresh(RefreshGrant grant);

  /**
   * Marks a refresh token as used.
   *
   * @return false when there is none or it was used already
   */
  boolean useRefresh(SecretHash token);

  /** Removes every bearer and refresh token of the family; does nothing when there are none. */
  void removeFamily(SecretHash family);

  /**
   * Removes up to {@code limit} bearer and as many refresh tokens that had expired before the
   * instant.
   */
  void removeExpiredBefore(Instant instant, int limit);
}
