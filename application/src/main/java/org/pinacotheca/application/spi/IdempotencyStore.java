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
  Optional<Answer> find(Answer.Id id);

  /**
   * Adds an answer, in place of one that was given at {@code expired} or before. A younger one,
   * which concurrent work may have added, violates a uniqueness constraint.
   */
  void add(Answer answer, Instant expired);

  /**
   * An answer.
   *
   * @param subject in whose name the command was given
   * @param fingerprint the SHA-256 of the command it answered, in hexadecimal
   * @param body the answer as its API wrote it; not copied, so neither side may change it
   * @param scopes the scopes that a token needs to be given the answer, besides those that the
   *     command needs of every caller
   */
  record Answer(
      Id id, UserId subject, String fingerprint, byte[] body, Instant given, Set<Scope> scopes) {
    public Answer {
      scopes = Set.copyOf(scopes);
    }

    /** A key, which is unique for actor and application. */
    public record Id(UserId actor, ApiKey application, String key) {}
  }
}
