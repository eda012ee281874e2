package org.pinacotheca.application.spi.accounts;

import java.util.Optional;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.identity.SecretHash;

/** The authorization codes, each under its hash. */
public interface AuthorizationCodeStore {
  /** The code of this hash, also an expired or used one. */
  Optional<AuthorizationCode> find(SecretHash code);

  /** Adds a code, whose hash is new. */
  void add(AuthorizationCode code);

  /** Replaces the tokens of the code of the same hash, which exists. */
  void replaceFamily(AuthorizationCode code);
}
