package org.pinacotheca.application.accounts;

import java.util.Optional;
import org.pinacotheca.application.access.MediaCache;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Suspensions;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Suspends members and lifts suspensions. Thread-safe. */
public final class GallerySuspensions implements Suspensions {
  private final UnitOfWork work;
  private final TokenCache tokenCache;
  private final MediaCache mediaCache;

  public GallerySuspensions(UnitOfWork work, TokenCache tokenCache, MediaCache mediaCache) {
    this.work = work;
    this.tokenCache = tokenCache;
    this.mediaCache = mediaCache;
  }

  @Override
  public Registration<Member> suspend(UserId member, boolean suspended) {
    try {
      return work.transact(tx -> suspend(tx, member, suspended));
    } finally {
      // Also after a failure: the commit may have succeeded without a confirmation.
      tokenCache.forget();
      mediaCache.forget(member);
    }
  }

  private static Registration<Member> suspend(Transaction tx, UserId id, boolean suspended) {
    // Locked first, so that a concurrent purchase is made before the suspension or not at all.
    tx.members().lockGallery(id);
    Optional<Member> found = tx.members().find(id);
    if (found.isEmpty()) {
      return new Registration.Unknown<>("There is no member " + id.value() + ".");
    }
    Member member = found.get().suspended(suspended);
    if (!member.equals(found.get())) {
      tx.members().replace(member);
      AuditAction action = suspended ? AuditAction.MEMBER_SUSPENDED : AuditAction.MEMBER_RESUMED;
      tx.audit().append(AuditEntry.ofOperator(tx.now(), Optional.of(id), action, ""));
    }
    return new Registration.Registered<>(member);
  }
}
