package org.pinacotheca.application.selling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.GalleryAlbums;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.Unlocks;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.PinAttempts;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Sale;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/** Unlocks albums by PIN and price. Thread-safe. */
public final class GalleryUnlocks implements Unlocks {
  private static final Credits NOTHING = new Credits(0);

  private final UnitOfWork work;
  private final Secrets secrets;
  private final MediaLinks links;
  private final Commission commission;

  public GalleryUnlocks(UnitOfWork work, Secrets secrets, MediaLinks links, Commission commission) {
    this.work = work;
    this.secrets = secrets;
    this.links = links;
    this.commission = commission;
  }

  @Override
  public UnlockAlbum.Outcome unlock(Caller caller, UnlockAlbum command) {
    return work.transact(tx -> unlock(tx, caller, command));
  }

  private UnlockAlbum.Outcome unlock(Transaction tx, Caller caller, UnlockAlbum command) {
    Optional<CommonRefusal> refusal = Authorization.refusedReading(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Album> found =
        command.album().flatMap(tx.albums()::find).filter(album -> album.lock().isPresent());
    if (found.isEmpty()) {
      return new AlbumNotFound();
    }
    UserId owner = found.get().owner();
    if (!Purchases.lockBoth(tx, caller.subject(), owner).contains(caller.subject())) {
      return new Denied(new Denial.MemberGone());
    }
    Optional<Denied> suspended = Authorization.heldSubject(tx, caller);
    if (suspended.isPresent()) {
      return suspended.get();
    }
    // The album or its lock may have been removed, or its owner suspended, before the lock was
    // taken.
    Optional<Album> held = tx.albums().find(owner, found.get().id());
    Optional<PinLock> lock = held.flatMap(Album::lock);
    if (held.isEmpty() || lock.isEmpty() || tx.members().findActive(owner).isEmpty()) {
      return new AlbumNotFound();
    }
    Album album = held.get();
    return switch (new ViewerAccess(tx, caller.subject(), links)
        .access(owner, Optional.of(album.id()))) {
      case GalleryAccess.Owner() -> opened(tx, caller, album);
      case GalleryAccess.Subscribed(Instant _) -> opened(tx, caller, album);
      case GalleryAccess.Unlocked() -> opened(tx, caller, album);
      case GalleryAccess.None() -> buy(tx, caller, album, lock.get(), command);
    };
  }

  private UnlockAlbum.Outcome buy(
      Transaction tx, Caller caller, Album album, PinLock lock, UnlockAlbum command) {
    // Before any PIN is tried, so that no answer reveals whether it was right.
    Optional<? extends UnlockAlbum.Outcome> refusal =
        deniedSpending(tx, caller, lock.price().amount())
            .<UnlockAlbum.Outcome>map(Function.identity())
            .or(() ->
                Purchases.refusal(caller, album.owner(), lock.price().amount(), command.price()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UserId viewer = caller.subject();
    Pin pin = new Pin(command.pin().orElseThrow());
    PinAttempts attempts = attempts(tx, viewer, album.id());
    Optional<Duration> wait =
        attempts.wait(
            tx.ledger().balance(new AccountId.OfMember(viewer)).compareTo(lock.price().amount())
                >= 0);
    if (wait.isPresent()) {
      return new TooManyWrongPins(wait.get());
    }
    if (!isRight(lock, album.id(), pin)) {
      // Earlier wrong PINs no longer count, neither for the viewer nor in total.
      tx.access().removeWrongPins(viewer, album.id(), tx.now().minus(PinAttempts.OF_ALL_WINDOW));
      tx.access().addWrongPin(viewer, album.id(), attempts.next());
      return new WrongPin();
    }
    Sale sale =
        new Sale(
            Purchases.unlockId(tx, album.id(), viewer),
            viewer,
            album.owner(),
            lock.price(),
            new TransferReason.AlbumUnlocked(album.id()),
            tx.now(),
            caller.actor());
    if (!Purchases.pay(tx, sale, commission)) {
      return Purchases.notEnough(tx, caller, lock.price().amount());
    }
    Unlock bought = new Unlock(viewer, album.owner(), album.id(), tx.now(), lock.price().isFree());
    tx.access().add(bought);
    Authorization.record(tx, caller, AuditAction.ALBUM_UNLOCKED, "album " + album.id().value());
    return unlocked(tx, caller, album, lock.price().amount(), Optional.of(bought));
  }

  private static Optional<Denied> deniedSpending(Transaction tx, Caller caller, Credits price) {
    return price.equals(NOTHING) ? Optional.empty() : Authorization.deniedSpending(tx, caller);
  }

  private static PinAttempts attempts(Transaction tx, UserId viewer, AlbumId album) {
    Instant end = PinAttempts.end(tx.now());
    return new PinAttempts(
        tx.now(),
        tx.access().wrongPins(viewer, album, end, PinAttempts.OF_VIEWER_MAX),
        tx.access().wrongPin(album, end, PinAttempts.OF_ALL_MAX));
  }

  private boolean isRight(PinLock lock, AlbumId album, Pin pin) {
    String offered = GalleryAlbums.hash(secrets, album, pin).value();
    return MessageDigest.isEqual(
        lock.pin().value().getBytes(StandardCharsets.US_ASCII),
        offered.getBytes(StandardCharsets.US_ASCII));
  }

  /** An album that is already open to the caller costs nothing. */
  private static UnlockAlbum.Outcome opened(Transaction tx, Caller caller, Album album) {
    Optional<Unlock> bought = tx.access().unlock(caller.subject(), album.id());
    return unlocked(tx, caller, album, NOTHING, bought);
  }

  private static UnlockAlbum.Outcome unlocked(
      Transaction tx, Caller caller, Album album, Credits charged, Optional<Unlock> unlock) {
    return new UnlockAlbum.Unlocked(
        album.id(),
        album.owner(),
        charged,
        Purchases.balance(tx, caller),
        unlock.map(Unlock::since));
  }

  @Override
  public GetAlbumPrice.Outcome price(Caller caller, GetAlbumPrice query) {
    return work.read(tx -> {
      Optional<CommonRefusal> refusal = Authorization.refusedReading(tx, caller, query);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      Optional<Album> album =
          query
              .album()
              .flatMap(tx.albums()::find)
              .filter(found -> tx.members().findActive(found.owner()).isPresent());
      if (album.isEmpty()) {
        return new AlbumNotFound();
      }
      ViewerAccess viewing = new ViewerAccess(tx, caller.subject(), links);
      return new GetAlbumPrice.Told(
          album.get(), viewing.access(album.get().owner(), query.album()));
    });
  }
}
