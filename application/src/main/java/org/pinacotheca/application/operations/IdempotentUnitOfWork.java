package org.pinacotheca.application.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.operations.ScopedAnswer;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Caller;

/**
 * A unit of work that stores the answer together with what it wrote. For one command, which
 * transacts once.
 */
final class IdempotentUnitOfWork implements UnitOfWork {
  static final Duration KEPT_FOR = Duration.ofHours(24);

  private final UnitOfWork work;
  private final Caller caller;
  private final Idempotency.RetryKey key;
  private final Function<Object, byte[]> answer;

  IdempotentUnitOfWork(
      UnitOfWork work, Caller caller, Idempotency.RetryKey key, Function<Object, byte[]> answer) {
    this.work = work;
    this.caller = caller;
    this.key = key;
    this.answer = answer;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> command) {
    return work.transact(tx -> answering(tx, command));
  }

  @Override
  public <T> T transactInReserve(Function<? super Transaction, ? extends T> command) {
    return work.transactInReserve(tx -> answering(tx, command));
  }

  private <T> T answering(Transaction tx, Function<? super Transaction, ? extends T> command) {
    if (earlier(tx, caller, key).isPresent()) {
      throw new AnsweredMeanwhileException();
    }
    T outcome = command.apply(tx);
    if (!(outcome instanceof Refusal)) {
      // Not an answer that a concurrent command with this key has stored: adding must fail then.
      tx.answers()
          .removeGivenUntil(
              caller.actor(), caller.application(), key.value(), tx.now().minus(KEPT_FOR));
      tx.answers()
          .add(
              new IdempotencyStore.Answer(
                  caller.actor(),
                  caller.subject(),
                  caller.application(),
                  key.value(),
                  key.fingerprint(),
                  answer.apply(outcome),
                  tx.now(),
                  outcome instanceof ScopedAnswer scoped ? scoped.scopes() : Set.of()));
    }
    return outcome;
  }

  @Override
  public void requireRoom() {
    work.requireRoom();
  }

  @Override
  public Instant now() {
    return work.now();
  }

  @Override
  public void compact() {
    work.compact();
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> query) {
    return work.read(query);
  }

  /** The answer that is stored for the key. */
  static Optional<IdempotencyStore.Answer> earlier(
      Transaction tx, Caller caller, Idempotency.RetryKey key) {
    return tx.answers()
        .find(caller.actor(), caller.application(), key.value())
        .filter(answer -> answer.given().plus(KEPT_FOR).isAfter(tx.now()));
  }

  /** The key was used by a concurrent command. */
  static final class AnsweredMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
