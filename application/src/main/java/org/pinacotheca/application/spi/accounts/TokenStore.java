package org.pinacotheca.application.spi.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/** The bearer and refresh tokens, each under its kind and hash. */
public interface TokenStore {
  /** The token of this kind and hash, also an expired or used one. */
  Optional<TokenGrant> find(TokenGrant.Kind kind, SecretHash token);

  /** Adds a token, whose hash is new for its kind. */
  void add(TokenGrant grant);

  /**
   * Marks a refresh token as used.
   *
   * @return false when there is none or it was used already
   */
  boolean useRefresh(SecretHash token);

  /**
   * Up to {@code limit} families of the member with a bearer token, or an unused refresh token,
   * that is valid at the instant; the youngest first, those with an unknown start last.
   */
  List<ActiveFamily> familiesOf(UserId member, Instant instant, int limit);

  /** Records that the family was used; does nothing when there is none. */
  void noteUse(SecretHash family, Instant instant);

  /** Removes every bearer and refresh token of the family; does nothing when there are none. */
  void removeFamily(SecretHash family);

  /** A family, and when the last of its valid tokens expires, unless it is refreshed before. */
  record ActiveFamily(TokenFamily family, Instant expires) {}
}
