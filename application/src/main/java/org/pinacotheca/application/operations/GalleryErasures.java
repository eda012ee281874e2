package org.pinacotheca.application.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.MediaCache;
import org.pinacotheca.application.accounts.GalleryRates;
import org.pinacotheca.application.accounts.TokenCache;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.api.operations.Erasures;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;

/**
 * Erases members: first all rows at once, then what cannot be part of that unit of work, which is
 * recorded in it so that it is completed after a crash too. Thread-safe.
 */
public final class GalleryErasures implements Erasures {
  private static final int FILES_PER_STEP = 1000;

  private final UnitOfWork work;
  private final PictureFiles files;
  private final TokenCache tokenCache;
  private final MediaCache mediaCache;

  public GalleryErasures(
      UnitOfWork work, PictureFiles files, TokenCache tokenCache, MediaCache mediaCache) {
    this.work = work;
    this.files = files;
    this.tokenCache = tokenCache;
    this.mediaCache = mediaCache;
  }

  @Override
  public EraseMember.Outcome erase(EraseMember command) {
    EraseMember.Outcome outcome = eraseRows(command.user());
    if (outcome instanceof EraseMember.Erased) {
      finish();
    }
    return outcome;
  }

  private EraseMember.Outcome eraseRows(UserId member) {
    try {
      return work.transactInReserve(tx -> erase(tx, member));
    } finally {
      // Also after a failure: the commit may have succeeded without a confirmation.
      tokenCache.forget();
      mediaCache.forget(member);
    }
  }

  private static EraseMember.Outcome erase(Transaction tx, UserId member) {
    if (!tx.members().lockGallery(member)) {
      return tx.erasures().isErased(member)
          ? new EraseMember.Erased()
          : new EraseMember.NeverMember();
    }
    Optional<Group> left =
        tx.groups()
            .ofMember(member)
            .filter(group -> group.manager().equals(member))
            .filter(group -> group.members().size() > 1);
    if (left.isPresent()) {
      return new EraseMember.ManagesGroup(left.get().id());
    }
    settle(tx, member);
    tx.rates().remove(GalleryRates.subject(member));
    tx.erasures().erase(member, tx.now());
    tx.audit()
        .append(
            AuditEntry.ofOperator(tx.now(), Optional.of(member), AuditAction.MEMBER_ERASED, ""));
    return new EraseMember.Erased();
  }

  private static void settle(Transaction tx, UserId member) {
    Credits balance = tx.ledger().balance(new AccountId.OfMember(member));
    Optional<Transfer> transfer = Transfer.ofErasure(member, balance, tx.now());
    if (transfer.isPresent() && !tx.ledger().post(transfer.get())) {
      throw new IllegalStateException("a held member's balance has changed");
    }
  }

  /** Completes every erasure whose rows are gone; does nothing when there is none. */
  void finish() {
    Set<UserId> unfinished = work.read(tx -> tx.erasures().unfinished());
    if (unfinished.isEmpty()) {
      return;
    }
    for (List<MediaKey> keys = abandoned(); !keys.isEmpty(); keys = abandoned()) {
      List<MediaKey> deleted = keys;
      deleted.forEach(files::delete);
      work.<Boolean>transactInReserve(tx -> {
        tx.erasures().removeAbandonedMedia(deleted);
        return true;
      });
    }
    work.compact();
    // Not members who were erased after the storage had begun to compact its files.
    work.<Boolean>transactInReserve(tx -> {
      tx.erasures().finish(unfinished);
      return true;
    });
  }

  private List<MediaKey> abandoned() {
    return work.read(tx -> tx.erasures().abandonedMedia(FILES_PER_STEP));
  }
}
