package org.pinacotheca.application.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.api.operations.MediaClaim;
import org.pinacotheca.application.api.operations.Operations;
import org.pinacotheca.application.installation.MediaClaims;
import org.pinacotheca.application.installation.OrphanedFiles;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.installation.SweepLimit;

/** Monitoring and periodic maintenance. Thread-safe. */
public final class GalleryOperations implements Operations {
  /** Longer than any upload takes from its first file to its row. */
  static final Duration ORPHAN_AGE_MIN = Duration.ofDays(1);

  /** Longer than the clocks of two nodes may differ. */
  private static final Duration RATES_KEPT_FOR = Duration.ofHours(1);

  private static final int EXPIRED_PER_SWEEP_MAX = 10_000;

  private final UnitOfWork work;
  private final PictureFiles files;
  private final GalleryErasures erasures;
  private final MediaClaims claims;
  private final OrphanedFiles orphans;

  public GalleryOperations(
      UnitOfWork work, PictureFiles files, Secrets secrets, GalleryErasures erasures) {
    this.work = work;
    this.files = files;
    this.erasures = erasures;
    this.claims = new MediaClaims(work, files, secrets);
    this.orphans = new OrphanedFiles(work, files);
  }

  @Override
  public Page<AuditEntry> audit(
      Optional<UserId> actor, Optional<UserId> subject, PageRequest page) {
    return work.read(tx -> tx.audit().entries(actor, subject, page));
  }

  @Override
  public MediaClaim claimMedia() {
    return claims.claim();
  }

  @Override
  public Swept sweep(SweepLimit limit) {
    Instant now = removeExpired();
    if (claims.claim() instanceof MediaClaim.Refused refused) {
      return new Swept.NotClaimed(refused);
    }
    erasures.finish();
    files.removeRemnantsBefore(now.minus(ORPHAN_AGE_MIN));
    return orphans.remove(now.minus(ORPHAN_AGE_MIN), limit);
  }

  private Instant removeExpired() {
    return work.transactInReserve(tx -> {
      for (ExpiryStore.Kind kind : ExpiryStore.Kind.values()) {
        tx.expired().removeBefore(kind, tx.now().minus(keptFor(kind)), EXPIRED_PER_SWEEP_MAX);
      }
      return tx.now();
    });
  }

  private static Duration keptFor(ExpiryStore.Kind kind) {
    return switch (kind) {
      case INVITATIONS, BEARER_TOKENS, REFRESH_TOKENS, SESSIONS, LOGINS -> Duration.ZERO;
      case AUTHORIZATION_CODES -> AuthorizationCode.KEPT_FOR;
      case RATE_WINDOWS -> RATES_KEPT_FOR;
      case WRONG_PINS, WRONG_LINK_PINS, WRONG_PASSWORDS -> PinLockout.KEPT_FOR;
      case STORED_RESPONSES -> GalleryIdempotency.KEPT_FOR;
    };
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
