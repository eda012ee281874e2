package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/**
 * The answers to commands with an idempotency key, so that a repeated command is answered and not
 * run again.
 */
public interface IdempotencyStore {
  Optional<Answer> find(UserId actor, ApiKey application, String key);

  /**
   * Adds an answer; its key must be unused, which is a uniqueness constraint that concurrent work
   * may violate.
   */
  void add(Answer answer);

  /**
   * Removes the answer if it was given at {@code last} or before; does nothing when there is none.
   * A younger one, which concurrent work may have added, stays.
   */
  void removeGivenUntil(UserId actor, ApiKey application, String key, Instant last);

  /** Removes up to {@code limit} answers that were given before the instant. */
  void removeGivenBefore(Instant instant, int limit);

  /**
   * An answer.
   *
   * @param subject in whose name the command was given
   * @param key unique for actor and application
   * @param fingerprint the SHA-256 of the command it answered, in hexadecimal
   * @param body the answer as its API wrote it; not copied, so neither side may change it
   * @param scopes the scopes that a token needs to be given the answer, besides those that the
   *     command needs of every caller
   */
  record Answer(
      UserId actor,
      UserId subject,
      ApiKey application,
      String key,
      String fingerprint,
      byte[] body,
      Instant given,
      Set<Scope> scopes) {
    public Answer {
      scopes = Set.copyOf(scopes);
    }
  }
}
