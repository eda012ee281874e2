package org.pinacotheca.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pinacotheca.application.api.AlbumNotFound;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.GetAlbumPrice;
import org.pinacotheca.application.api.TooManyWrongPins;
import org.pinacotheca.application.api.UnlockAlbum;
import org.pinacotheca.application.api.Unlocks;
import org.pinacotheca.application.api.WrongPin;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Sale;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.member.UserId;

/** Albums behind a PIN. Thread-safe. */
final class GalleryUnlocks implements Unlocks {
  static final Duration WRONG_PINS_OF_ALL_WINDOW = Duration.ofHours(1);
  private static final int WRONG_PINS_OF_ALL_MAX = 100;
  private static final Duration WRONG_PINS_OF_VIEWER_WINDOW = Duration.ofMinutes(15);
  private static final int WRONG_PINS_OF_VIEWER_MAX = 5;
  private static final Credits NOTHING = new Credits(0);

  private final UnitOfWork work;
  private final Workshop workshop;

  GalleryUnlocks(UnitOfWork work, Workshop workshop) {
    this.work = work;
    this.workshop = workshop;
  }

  @Override
  public UnlockAlbum.Outcome unlock(Caller caller, UnlockAlbum command) {
    return work.transact(tx -> unlock(tx, caller, command));
  }

  private UnlockAlbum.Outcome unlock(Transaction tx, Caller caller, UnlockAlbum command) {
    Optional<CommonRefusal> refusal = Authority.refusedReading(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Album> found =
        command.album().flatMap(tx.albums()::find).filter(album -> album.lock().isPresent());
    if (found.isEmpty()) {
      return new AlbumNotFound();
    }
    UserId owner = found.get().owner();
    if (!Sales.holdBoth(tx, caller.subject(), owner).contains(caller.subject())) {
      return new Denied(new Denial.MemberGone());
    }
    // It may have been removed, or its lock, before it was held.
    Optional<Album> held = tx.albums().find(owner, found.get().id());
    Optional<PinLock> lock = held.flatMap(Album::lock);
    if (held.isEmpty() || lock.isEmpty()) {
      return new AlbumNotFound();
    }
    Album album = held.get();
    return switch (new Viewing(tx, caller.subject(), workshop.links())
        .access(owner, Optional.of(album.id()))) {
      case GalleryAccess.Owner() -> opened(tx, caller, album);
      case GalleryAccess.Subscribed(Instant _) -> opened(tx, caller, album);
      case GalleryAccess.Unlocked() -> opened(tx, caller, album);
      case GalleryAccess.None() -> buy(tx, caller, album, lock.get(), command);
    };
  }

  private UnlockAlbum.Outcome buy(
      Transaction tx, Caller caller, Album album, PinLock lock, UnlockAlbum command) {
    // Before any PIN is tried, so that no answer tells whether it was right.
    Optional<? extends UnlockAlbum.Outcome> refusal =
        deniedSpending(tx, caller, lock.price().amount())
            .<UnlockAlbum.Outcome>map(Function.identity())
            .or(() -> Sales.refusal(caller, album.owner(), lock.price().amount(), command.price()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UserId viewer = caller.subject();
    Pin pin = new Pin(command.pin().orElseThrow());
    Optional<Duration> wait = wait(tx, viewer, album.id());
    if (wait.isPresent()) {
      return new TooManyWrongPins(wait.get());
    }
    if (!isRight(lock, album.id(), pin)) {
      tx.access().addWrongPin(viewer, album.id(), tx.now());
      return new WrongPin();
    }
    Sale sale =
        new Sale(
            Sales.unlockId(tx, album.id(), viewer),
            viewer,
            album.owner(),
            lock.price(),
            new TransferReason.AlbumUnlocked(album.id()),
            tx.now(),
            caller.actor());
    if (!Sales.pay(tx, sale, workshop.commission())) {
      return Sales.notEnough(tx, caller, lock.price().amount());
    }
    Unlock bought = new Unlock(viewer, album.owner(), album.id(), tx.now());
    tx.access().add(bought);
    Authority.record(tx, caller, AuditAction.ALBUM_UNLOCKED, "album " + album.id().value());
    return unlocked(tx, caller, album, lock.price().amount(), Optional.of(bought));
  }

  private static Optional<Denied> deniedSpending(Transaction tx, Caller caller, Credits price) {
    return price.equals(NOTHING) ? Optional.empty() : Authority.deniedSpending(tx, caller);
  }

  /** How long nobody's, or not this viewer's, PIN is tried; empty when it is tried now. */
  private static Optional<Duration> wait(Transaction tx, UserId viewer, AlbumId album) {
    Optional<Instant> ofViewer =
        tx.access()
            .wrongPin(viewer, album, WRONG_PINS_OF_VIEWER_MAX)
            .map(at -> at.plus(WRONG_PINS_OF_VIEWER_WINDOW));
    Optional<Instant> ofAll =
        tx.access()
            .wrongPin(album, WRONG_PINS_OF_ALL_MAX)
            .map(at -> at.plus(WRONG_PINS_OF_ALL_WINDOW));
    return Stream.concat(ofViewer.stream(), ofAll.stream())
        .filter(end -> end.isAfter(tx.now()))
        .max(Instant::compareTo)
        .map(end -> Duration.between(tx.now(), end));
  }

  private boolean isRight(PinLock lock, AlbumId album, Pin pin) {
    String offered = GalleryAlbums.hash(workshop.secrets(), album, pin).value();
    return MessageDigest.isEqual(
        lock.pin().value().getBytes(StandardCharsets.US_ASCII),
        offered.getBytes(StandardCharsets.US_ASCII));
  }

  /** What is open to the caller already costs nothing. */
  private static UnlockAlbum.Outcome opened(Transaction tx, Caller caller, Album album) {
    Optional<Unlock> bought = tx.access().unlock(caller.subject(), album.id());
    return unlocked(tx, caller, album, NOTHING, bought);
  }

  private static UnlockAlbum.Outcome unlocked(
      Transaction tx, Caller caller, Album album, Credits charged, Optional<Unlock> unlock) {
    return new UnlockAlbum.Unlocked(
        album.id(), album.owner(), charged, Sales.balance(tx, caller), unlock.map(Unlock::since));
  }

  @Override
  public GetAlbumPrice.Outcome price(Caller caller, GetAlbumPrice query) {
    return work.read(tx -> {
      Optional<CommonRefusal> refusal = Authority.refusedReading(tx, caller, query);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      Optional<Album> album = query.album().flatMap(tx.albums()::find);
      if (album.isEmpty()) {
        return new AlbumNotFound();
      }
      Viewing viewing = new Viewing(tx, caller.subject(), workshop.links());
      return new GetAlbumPrice.Told(
          album.get(), viewing.access(album.get().owner(), query.album()));
    });
  }
}
