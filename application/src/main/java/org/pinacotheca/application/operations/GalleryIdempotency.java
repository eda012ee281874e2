package org.pinacotheca.application.operations;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;

/** Runs commands at most once. Thread-safe. */
public final class GalleryIdempotency implements Idempotency {
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
    Optional<Once<O>> earlier = earlier(caller, key, scopes);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    // The result of a command's transaction is its outcome, by the contract of this method.
    @SuppressWarnings("unchecked")
    Function<Object, byte[]> answerAny = outcome -> answer.apply((O) outcome);
    IdempotentUnitOfWork answering = new IdempotentUnitOfWork(work, caller, key, answerAny);
    try {
      O outcome = command.apply(commands.apply(answering));
      return outcome instanceof Refusal
          ? new Once.Refused<>(outcome)
          : this.<O>earlier(caller, key, scopes)
              .orElseThrow(() -> new IllegalStateException("the command did not transact"));
    } catch (IdempotentUnitOfWork.AnsweredMeanwhileException e) {
      return this.<O>earlier(caller, key, scopes).orElseThrow(() -> e);
    }
  }

  private <O> Optional<Once<O>> earlier(Caller caller, RetryKey key, Set<Scope> scopes) {
    return work.read(tx ->
        IdempotentUnitOfWork.earlier(tx, caller, key)
            .map(known -> again(tx, caller, key, scopes, known)));
  }

  private static <O> Once<O> again(
      Transaction tx,
      Caller caller,
      RetryKey key,
      Set<Scope> scopes,
      IdempotencyStore.Answer known) {
    boolean isSame = known.fingerprint().equals(key.fingerprint());
    Set<Scope> needed = new HashSet<>(scopes);
    if (isSame) {
      needed.addAll(known.scopes());
    }
    Optional<Denial> denial = Authorization.denial(tx, caller, needed);
    if (denial.isPresent()) {
      return new Once.Denied<>(denial.get());
    }
    return isSame ? new Once.Answered<>(known.body()) : new Once.UsedForAnother<>();
  }
}
