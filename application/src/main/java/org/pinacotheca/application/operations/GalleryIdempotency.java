package org.pinacotheca.application.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.operations.ScopedOutcome;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;

/**
 * Runs commands at most once. Each unit of work of a command first looks for an earlier use of the
 * key, and the one that writes stores the answer. Thread-safe.
 */
public final class GalleryIdempotency implements Idempotency {
  static final Duration KEPT_FOR = Duration.ofHours(24);

  private final UnitOfWork work;
  private final Function<UnitOfWork, GalleryCommands> commands;

  public GalleryIdempotency(UnitOfWork work, Function<UnitOfWork, GalleryCommands> commands) {
    this.work = work;
    this.commands = commands;
  }

  @Override
  public <O> Once<O> once(
      Caller caller,
      RetryKey key,
      Set<Scope> scopes,
      Function<? super GalleryCommands, ? extends O> command,
      Function<? super O, byte[]> answer) {
    OneCommand<O> once = new OneCommand<>(caller, key, scopes, answer);
    try {
      O outcome = command.apply(commands.apply(once));
      return outcome instanceof Refusal
          ? new Once.Refused<>(outcome)
          : once.stored.orElseThrow(
              () -> new IllegalStateException("the command did not transact"));
    } catch (AnsweredBeforeException _) {
      return once.before.orElseThrow();
    }
  }

  /** The key was used before. Thrown outside of units of work. */
  private static final class AnsweredBeforeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The units of work of one command, which transacts once. Used by one thread. */
  private final class OneCommand<O> implements UnitOfWork {
    private final Caller caller;
    private final RetryKey key;
    private final Set<Scope> scopes;
    private final Function<? super O, byte[]> answer;
    private Optional<Once<O>> before = Optional.empty();
    private Optional<Once<O>> stored = Optional.empty();

    OneCommand(Caller caller, RetryKey key, Set<Scope> scopes, Function<? super O, byte[]> answer) {
      this.caller = caller;
      this.key = key;
      this.scopes = scopes;
      this.answer = answer;
    }

    @Override
    public <T> T transact(Function<? super Transaction, ? extends T> command) {
      try {
        return work.<Supplier<T>>transact(tx -> once(tx, command)).get();
      } catch (StorageFullException e) {
        throw unlessAnswered(e);
      }
    }

    /** A full disk refuses a new command, and still gives an earlier answer again. */
    private StorageFullException unlessAnswered(StorageFullException full) {
      return read(_ -> full);
    }

    @Override
    public <T> T transactInReserve(Function<? super Transaction, ? extends T> command) {
      return work.<Supplier<T>>transactInReserve(tx -> once(tx, command)).get();
    }

    @Override
    public <T> T read(Function<? super Transaction, ? extends T> query) {
      return work.<Supplier<T>>read(tx -> unlessAnswered(tx, () -> query.apply(tx))).get();
    }

    private <T> Supplier<T> once(
        Transaction tx, Function<? super Transaction, ? extends T> command) {
      return unlessAnswered(
          tx,
          () -> {
            T outcome = command.apply(tx);
            stored =
                outcome instanceof Refusal ? Optional.empty() : Optional.of(store(tx, outcome));
            return outcome;
          });
    }

    private <T> Supplier<T> unlessAnswered(Transaction tx, Supplier<T> unit) {
      before =
          tx.idempotency()
              .find(id())
              .filter(answer -> answer.given().plus(KEPT_FOR).isAfter(tx.now()))
              .map(known -> again(tx, known));
      if (before.isPresent()) {
        return () -> {
          throw new AnsweredBeforeException();
        };
      }
      T result = unit.get();
      return () -> result;
    }

    private Once<O> again(Transaction tx, StoredResponse known) {
      boolean isSame = known.fingerprint().equals(key.fingerprint());
      Optional<Denial> denial =
          Authorization.denial(tx, caller, scopes)
              .or(() -> Authorization.denial(tx, caller, isSame ? known.scopes() : Set.of()));
      if (denial.isPresent()) {
        return new Once.Denied<>(denial.get());
      }
      return isSame ? new Once.Answered<>(known.body(), false) : new Once.UsedForAnother<>();
    }

    private Once<O> store(Transaction tx, Object outcome) {
      // The result of a command's transaction is its outcome, by the contract of the method.
      @SuppressWarnings("unchecked")
      byte[] body = answer.apply((O) outcome);
      Set<Scope> needed = outcome instanceof ScopedOutcome scoped ? scoped.scopes() : Set.of();
      tx.idempotency()
          .add(
              new StoredResponse(id(), caller.subject(), key.fingerprint(), body, tx.now(), needed),
              tx.now().minus(KEPT_FOR));
      return new Once.Answered<>(body, true);
    }

    private StoredResponse.Id id() {
      return new StoredResponse.Id(caller.actor(), caller.application(), key.value());
    }

    @Override
    public void requireRoom() {
      try {
        work.requireRoom();
      } catch (StorageFullException e) {
        throw unlessAnswered(e);
      }
    }

    @Override
    public Instant now() {
      return work.now();
    }

    @Override
    public long nanoTime() {
      return work.nanoTime();
    }

    @Override
    public void compact() {
      work.compact();
    }
  }
}
