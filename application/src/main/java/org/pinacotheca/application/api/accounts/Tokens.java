package org.pinacotheca.application.api.accounts;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** Bearer tokens of the REST API. Safe for use by many threads. */
public interface Tokens {
  /**
   * The caller a bearer token stands for, acting for himself; empty when it is unknown, expired or
   * revoked, or its member is suspended.
   */
  Optional<Caller> identify(String bearerToken);

  /**
   * The caller of a token that an identity provider has issued and somebody has verified, acting
   * for himself; empty when there is no such member or application, or the member is suspended.
   */
  Optional<Caller> recognise(UserId user, ApiKey application, Set<Scope> scopes);

  /** Whether a bearer token would be good if its member were not suspended. */
  boolean isOfSuspended(String bearerToken);

  /** Exchanges a refresh token for new tokens. */
  Refreshed refresh(RefreshTokens command);

  /**
   * An application's wish for new tokens. It never shows itself.
   *
   * @param clientSecret the application's secret
   */
  record RefreshTokens(String clientId, String clientSecret, String refreshToken) {
    @Override
    public String toString() {
      return "RefreshTokens[clientId=" + clientId + "]";
    }
  }

  /** What came of it. */
  sealed interface Refreshed {
    /** New tokens; the old refresh token is no longer good. */
    record Issued(TokenPair tokens) implements Refreshed {}

    /** The application is unknown or its secret is wrong. */
    record ClientUnknown() implements Refreshed, Refusal {}

    /**
     * The refresh token is unknown, expired or another application's, or was used before; in the
     * last case its whole family has been revoked. Also said to a suspended member, whose token
     * stays.
     */
    record RefreshTokenExpired() implements Refreshed, Refusal {}
  }

  /**
   * A bearer token and the refresh token that follows it. It never shows itself.
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
