package org.pinacotheca.application.api.accounts;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** Bearer tokens of the REST API. Thread-safe. */
public interface Tokens {
  /**
   * The caller a bearer token stands for, acting for themselves; empty when it is unknown, expired
   * or revoked, or its member is suspended.
   */
  Optional<Caller> identify(String bearerToken);

  /**
   * The caller of a token that an identity provider issued and that has been verified, acting for
   * themselves; empty when there is no such member or application, or the member is suspended.
   */
  Optional<Caller> recognise(UserId user, ApiKey application, Set<Scope> scopes);

  /** Whether a bearer token would be valid if its member were not suspended. */
  boolean isOfSuspended(String bearerToken);

  /** Exchanges a refresh token for new tokens. */
  Refreshed refresh(RefreshTokens command);

  /**
   * An application's request for new tokens. Its text form shows no secret.
   *
   * @param clientSecret the application's secret; of a public application, any text
   */
  record RefreshTokens(String clientId, String clientSecret, String refreshToken) {
    @Override
    public String toString() {
      return "RefreshTokens[clientId=" + clientId + "]";
    }
  }

  /** The outcome of a refresh. */
  sealed interface Refreshed {
    /** New tokens; the old refresh token is no longer valid. */
    record Issued(TokenPair tokens) implements Refreshed {}

    /** The application is unknown or its secret is wrong. */
    record ClientUnknown() implements Refreshed, Refusal {}

    /**
     * The refresh token is unknown, expired or another application's, or was used before; in the
     * last case its whole family has been revoked. A suspended member gets this too, but their
     * token stays.
     */
    record RefreshTokenExpired() implements Refreshed, Refusal {}
  }

  /**
   * A bearer token and its refresh token. The text form shows neither.
   *
   * @param lifetime of the bearer token
   */
  record TokenPair(String accessToken, String refreshToken, Duration lifetime) {
    @Override
    public String toString() {
      return "TokenPair[…]";
    }
  }
}
