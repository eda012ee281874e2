package org.pinacotheca.application;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.api.Albums;
import org.pinacotheca.application.api.Approvals;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Logins;
import org.pinacotheca.application.api.MemberSessions;
import org.pinacotheca.application.api.Pictures;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.Retries;
import org.pinacotheca.application.api.Subscriptions;
import org.pinacotheca.application.api.Unlocks;
import org.pinacotheca.application.spi.AnswerStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.Scope;

/** Commands that are done at most once. Thread-safe. */
final class GalleryRetries implements Retries {
  private final UnitOfWork work;
  private final Workshop workshop;
  private final KnownTokens knownTokens;

  GalleryRetries(UnitOfWork work, Workshop workshop, KnownTokens knownTokens) {
    this.knownTokens = knownTokens;
    this.work = work;
    this.workshop = workshop;
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
    // What a command transacts on is its outcome, by the contract of this method.
    @SuppressWarnings("unchecked")
    Function<Object, byte[]> answerAny = outcome -> answer.apply((O) outcome);
    AnsweringUnitOfWork answering = new AnsweringUnitOfWork(work, caller, key, answerAny);
    try {
      O outcome = command.apply(new Commands(answering));
      return outcome instanceof Refusal
          ? new Once.Refused<>(outcome)
          : this.<O>earlier(caller, key, scopes)
              .orElseThrow(() -> new IllegalStateException("the command did not transact"));
    } catch (AnsweringUnitOfWork.AnsweredMeanwhileException e) {
      return this.<O>earlier(caller, key, scopes).orElseThrow(() -> e);
    }
  }

  private <O> Optional<Once<O>> earlier(Caller caller, RetryKey key, Set<Scope> scopes) {
    return work.read(tx ->
        AnsweringUnitOfWork.earlier(tx, caller, key)
            .map(known -> again(tx, caller, key, scopes, known)));
  }

  private static <O> Once<O> again(
      Transaction tx, Caller caller, RetryKey key, Set<Scope> scopes, AnswerStore.Answer known) {
    boolean isSame = known.fingerprint().equals(key.fingerprint());
    Set<Scope> needed = new HashSet<>(scopes);
    if (isSame) {
      needed.addAll(known.scopes());
    }
    Optional<Denial> denial = Authority.denial(tx, caller, needed);
    if (denial.isPresent()) {
      return new Once.Denied<>(denial.get());
    }
    return isSame ? new Once.Answered<>(known.body()) : new Once.UsedForAnother<>();
  }

  private final class Commands implements GalleryCommands {
    private final UnitOfWork answering;

    private Commands(UnitOfWork answering) {
      this.answering = answering;
    }

    @Override
    public Albums albums() {
      return new GalleryAlbums(answering, workshop);
    }

    @Override
    public Pictures pictures() {
      return new GalleryPictures(answering, workshop);
    }

    @Override
    public Approvals approvals() {
      return new GalleryApprovals(answering, workshop);
    }

    @Override
    public Unlocks unlocks() {
      return new GalleryUnlocks(answering, workshop);
    }

    @Override
    public Subscriptions subscriptions() {
      return new GallerySubscriptions(answering, workshop);
    }

    @Override
    public Logins logins() {
      return new GalleryLogins(answering, workshop.secrets());
    }

    @Override
    public MemberSessions memberSessions() {
      return new GalleryMemberSessions(answering, workshop.secrets(), knownTokens);
    }
  }
}
