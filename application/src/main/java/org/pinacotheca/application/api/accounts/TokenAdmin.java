package org.pinacotheca.application.api.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;

/** Issues and revokes tokens and sessions for the operator. Thread-safe. */
public interface TokenAdmin {
  /**
   * Issues a bearer token and a refresh token; each call issues new ones.
   *
   * @return the tokens, which are shown only now, or {@link Registration.Unknown} for an unknown
   *     member or application
   */
  Registration<Tokens.TokenPair> issueToken(IssueToken command);

  /**
   * Opens a session; with the key of an active session that is the same, that one is returned.
   *
   * @return the session, {@link Registration.Unknown} for an unknown member or application, or
   *     {@link Registration.Conflict} when the key is that of another session
   */
  Registration<OpenedSession> openSession(OpenSession command);

  /** Revokes a bearer or refresh token with its whole family; does nothing when it is unknown. */
  void revokeToken(String token);

  /** Ends a session; does nothing when it is unknown. */
  void revokeSession(SessionKey session);

  /**
   * A bearer token to issue.
   *
   * @param lifetime from 1 second to 10 years; empty means the service's default
   */
  record IssueToken(
      UserId user, ApiKey application, Set<Scope> scopes, Optional<Duration> lifetime) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is outside of its range
     */
    public IssueToken {
      scopes = Set.copyOf(scopes);
      if (lifetime.isPresent()
          && (lifetime.get().toSeconds() < 1 || lifetime.get().toDays() > 3652)) {
        throw new IllegalArgumentException(
            "a token lives from 1 second to 10 years, not " + lifetime.get().toSeconds() + " s");
      }
    }
  }

  /**
   * A session to open.
   *
   * @param session empty means that a key is generated
   * @param secret of a desktop application's session; empty means that one is generated where
   *     needed
   * @param lifetime at least 1 second; empty means that it never expires
   */
  record OpenSession(
      UserId user,
      ApiKey application,
      Optional<SessionKey> session,
      Optional<SharedSecret> secret,
      Optional<Duration> lifetime) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is outside of its range
     */
    public OpenSession {
      if (lifetime.isPresent() && lifetime.get().toSeconds() < 1) {
        throw new IllegalArgumentException("a session lives at least 1 second");
      }
    }
  }

  /** A session with its key and secret, which are shown only now. */
  record OpenedSession(
      SessionKey session, Optional<SharedSecret> secret, UserId user, Optional<Instant> expires) {}
}
