package org.pinacotheca.application.spi.accounts;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/** The logins that have not become sessions yet, each under the hash of its token. */
public interface LoginStore {
  /** The login whose token has this hash, also an expired one. */
  Optional<Login> find(SecretHash token);

  /** Adds a login, whose token is new. */
  void add(Login login);

  /**
   * Records that the member approved the login, unless another one has.
   *
   * @return whether this member has approved it now; false also when there is no such login
   */
  boolean approve(SecretHash token, UserId member);

  /**
   * Removes the login. Of several concurrent calls one returns true.
   *
   * @return false when there is none
   */
  boolean remove(SecretHash token);

  /**
   * How many logins of the application are open at the instant, approved ones included. Those that
   * expire later than {@link Login#LIFETIME} after it do not count: the clock was set back since.
   */
  int countOpen(ApiKey application, Instant instant);
}
