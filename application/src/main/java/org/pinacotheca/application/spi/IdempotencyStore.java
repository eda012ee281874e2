package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/**
 * The responses to commands with an idempotency key, so that a repeated command gets the same
 * response and is not run again.
 */
public interface IdempotencyStore {
  /** The response that was stored under this id, however old. */
  Optional<StoredResponse> find(StoredResponse.Id id);

  /**
   * Adds a response, in place of one that was given at {@code expired} or before. A younger one,
   * which concurrent work may have added, violates a uniqueness constraint.
   */
  void add(StoredResponse response, Instant expired);

  /**
   * A stored response.
   *
   * @param subject in whose name the command was given
   * @param fingerprint the SHA-256 of its command, in hexadecimal
   * @param body the response as its API wrote it; not copied, so neither side may change it
   * @param scopes the scopes that a token needs to be given the response, besides those that the
   *     command needs of every caller
   */
  record StoredResponse(
      Id id, UserId subject, String fingerprint, byte[] body, Instant given, Set<Scope> scopes) {
    public StoredResponse {
      scopes = Set.copyOf(scopes);
    }

    /** A key, which is unique for actor and application. */
    public record Id(UserId actor, ApiKey application, String key) {}
  }
}
