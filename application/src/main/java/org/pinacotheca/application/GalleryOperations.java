package org.pinacotheca.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.pinacotheca.application.api.Operations;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.member.UserId;

/** What the operator watches. Thread-safe. */
final class GalleryOperations implements Operations {
  /** Longer than any upload takes from its first file to its row. */
  static final Duration ORPHAN_AGE_MIN = Duration.ofDays(1);

  /** Longer than the clocks of two nodes may differ. */
  private static final Duration RATES_KEPT_FOR = Duration.ofHours(1);

  private static final int EXPIRED_PER_SWEEP_MAX = 10_000;

  private final UnitOfWork work;
  private final PictureFiles files;
  private final GalleryErasures erasures;

  GalleryOperations(UnitOfWork work, PictureFiles files, GalleryErasures erasures) {
    this.work = work;
    this.files = files;
    this.erasures = erasures;
  }

  @Override
  public Page<AuditEntry> audit(
      Optional<UserId> actor, Optional<UserId> subject, PageRequest page) {
    return work.read(tx -> tx.audit().entries(actor, subject, page));
  }

  @Override
  public Swept sweep() {
    erasures.finish();
    Instant now =
        work.transact(tx -> {
          tx.answers()
              .removeGivenBefore(
                  tx.now().minus(AnsweringUnitOfWork.KEPT_FOR), EXPIRED_PER_SWEEP_MAX);
          tx.access()
              .removeWrongPinsBefore(
                  tx.now().minus(GalleryUnlocks.WRONG_PINS_OF_ALL_WINDOW), EXPIRED_PER_SWEEP_MAX);
          tx.tokens().removeExpiredBefore(tx.now(), EXPIRED_PER_SWEEP_MAX);
          tx.sessions().removeExpiredBefore(tx.now(), EXPIRED_PER_SWEEP_MAX);
          tx.logins().removeExpiredBefore(tx.now(), EXPIRED_PER_SWEEP_MAX);
          tx.rates().removeBegunBefore(tx.now().minus(RATES_KEPT_FOR), EXPIRED_PER_SWEEP_MAX);
          return tx.now();
        });
    AtomicInteger orphans = new AtomicInteger();
    files.removeRemnantsBefore(now.minus(ORPHAN_AGE_MIN));
    files.eachStoredBefore(
        now.minus(ORPHAN_AGE_MIN),
        key -> {
          if (!work.<Boolean>read(tx -> tx.pictures().hasMedia(key))) {
            files.delete(key);
            orphans.incrementAndGet();
          }
        });
    return new Swept(orphans.get());
  }

  @Override
  public void probe() {
    work.<Instant>read(Transaction::now);
  }

  @Override
  public void probeMedia() {
    files.probe();
  }
}
