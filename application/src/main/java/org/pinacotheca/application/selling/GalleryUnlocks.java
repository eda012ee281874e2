package org.pinacotheca.application.selling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.GalleryAlbums;
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
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
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
    return work.transact(tx ->
        Authorization.reading(tx, caller, denied -> denied, () -> unlock(tx, caller, command)));
  }

  private UnlockAlbum.Outcome unlock(Transaction tx, Caller caller, UnlockAlbum command) {
    Optional<Album> found =
        tx.albums().find(command.album()).filter(album -> album.lock().isPresent());
    if (found.isEmpty()) {
      return new AlbumNotFound();
    }
    UserId owner = found.get().owner();
    Optional<Denied> denied = Purchases.lockBoth(tx, caller, owner);
    if (denied.isPresent()) {
      return denied.get();
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
                Purchases.refusal(
                    caller, album.owner(), lock.price().amount(), command.expectedPrice()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UserId viewer = caller.subject();
    boolean canPay =
        tx.ledger().balance(new AccountId.OfMember(viewer)).compareTo(lock.price().amount()) >= 0;
    PinLockout.Verdict verdict =
        attempts(tx, viewer, album.id())
            .judge(
                canPay,
                () -> lock.isOpenedBy(GalleryAlbums.hash(secrets, album.id(), command.pin())));
    return switch (verdict) {
      case PinLockout.Verdict.Locked(Duration wait) -> new TooManyWrongPins(wait);
      case PinLockout.Verdict.Wrong(WrongPinAttempt counted) -> {
        // Earlier wrong PINs no longer count, neither for the viewer nor in total.
        tx.access().removeWrongPins(viewer, album.id(), tx.now().minus(PinLockout.OF_ALL_WINDOW));
        tx.access().addWrongPin(viewer, album.id(), counted);
        yield new WrongPin();
      }
      case PinLockout.Verdict.Right() -> sell(tx, caller, album, lock.price());
    };
  }

  private UnlockAlbum.Outcome sell(Transaction tx, Caller caller, Album album, Price price) {
    UserId viewer = caller.subject();
    Sale sale =
        new Sale(
            Purchases.unlockId(tx, album.id(), viewer),
            viewer,
            album.owner(),
            price,
            new TransferReason.AlbumUnlocked(album.id()),
            tx.now(),
            caller.actor());
    if (!Purchases.pay(tx, sale, commission)) {
      return Purchases.notEnough(tx, caller, price.amount());
    }
    Unlock bought = new Unlock(viewer, album.owner(), album.id(), tx.now(), price.isFree());
    tx.access().add(bought);
    Authorization.record(tx, caller, AuditAction.ALBUM_UNLOCKED, "album " + album.id().value());
    return unlocked(tx, caller, album, price.amount(), Optional.of(bought));
  }

  private static Optional<Denied> deniedSpending(Transaction tx, Caller caller, Credits price) {
    return price.equals(NOTHING) ? Optional.empty() : Authorization.deniedSpending(tx, caller);
  }

  private static PinLockout attempts(Transaction tx, UserId viewer, AlbumId album) {
    Instant end = PinLockout.end(tx.now());
    return new PinLockout(
        tx.now(),
        tx.access().wrongPins(viewer, album, end, PinLockout.OF_VIEWER_MAX),
        tx.access().wrongPin(album, end, PinLockout.OF_ALL_MAX));
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
    return work.read(
        tx -> Authorization.reading(tx, caller, denied -> denied, () -> price(tx, caller, query)));
  }

  private GetAlbumPrice.Outcome price(Transaction tx, Caller caller, GetAlbumPrice query) {
    ViewerAccess viewing = new ViewerAccess(tx, caller.subject(), links);
    return tx.albums()
        .find(query.album())
        .filter(album -> tx.members().findActive(album.owner()).isPresent())
        .<GetAlbumPrice.Outcome>map(album ->
            new GetAlbumPrice.Reported(
                album, viewing.access(album.owner(), Optional.of(album.id()))))
        .orElseGet(AlbumNotFound::new);
  }
}
