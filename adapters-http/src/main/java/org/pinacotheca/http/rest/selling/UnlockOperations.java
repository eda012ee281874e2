package org.pinacotheca.http.rest.selling;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Call;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.wire.Answer;
import org.pinacotheca.http.wire.Model;
import org.pinacotheca.http.wire.Rendered;
import org.pinacotheca.http.wire.WireTime;

/** The operations on albums behind a PIN. */
public final class UnlockOperations {
  private UnlockOperations() {}

  public static List<Operation> all() {
    return List.of(
        // What it needs depends on whether it charges.
        Operation.buying("Pictures/UnlockAlbum", Set.of(), true, UnlockOperations::unlock),
        Operation.reading("Pictures/GetAlbumPrice", true, UnlockOperations::price));
  }

  private static Rendered unlock(Call call) {
    UnlockAlbum command =
        new UnlockAlbum(
            call.album(Refusals.lockedAlbumNotFound()),
            call.fields().text("PinNumber"),
            call.fields().decimal("Price"));
    return call.perform(
        command,
        gallery -> gallery.unlocks().unlock(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UnlockAlbum.Unlocked unlocked ->
                  Answer.object(UnlockWire.MODEL, UnlockWire.from(unlocked));
              case Denied(var why) -> Refusals.denied(why);
              case AlbumNotFound() -> Refusals.lockedAlbumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
              case TooManyWrongPins refusal -> Refusals.tooManyWrongPins(refusal);
              case WrongPin() -> Refusals.wrongPin();
              case SaleRefusal refusal -> Refusals.sale(refusal);
            });
  }

  private static Rendered price(Call call) {
    GetAlbumPrice query = new GetAlbumPrice(call.album(Refusals.anyAlbumNotFound()));
    return call.read(
        query,
        () -> call.gallery().unlocks().price(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetAlbumPrice.Told(Album album, GalleryAccess access) ->
                  Answer.object(PriceWire.MODEL, PriceWire.from(album, access));
              case Denied(var why) -> Refusals.denied(why);
              case AlbumNotFound() -> Refusals.anyAlbumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  private record UnlockWire(
      int albumId,
      int userId,
      Credits charged,
      @Nullable BigDecimal balance,
      @Nullable String unlockedOn) {
    static final Model<UnlockWire> MODEL =
        Model.of(
            "PictureAlbumUnlock",
            "Pictures",
            Model.whole("AlbumID", UnlockWire::albumId),
            Model.whole("UserID", UnlockWire::userId),
            Model.decimal("Charged", wire -> wire.charged().toDecimal()),
            Model.decimal("Balance", UnlockWire::balance),
            Model.text("UnlockedOn", UnlockWire::unlockedOn));

    static UnlockWire from(UnlockAlbum.Unlocked unlocked) {
      Optional<Instant> since = unlocked.since();
      return new UnlockWire(
          unlocked.album().value(),
          unlocked.owner().value(),
          unlocked.charged(),
          unlocked.balance().map(Credits::toDecimal).orElse(null),
          since.map(WireTime::write).orElse(null));
    }
  }

  private record PriceWire(
      int albumId,
      int userId,
      boolean isPinProtected,
      @Nullable BigDecimal pinPrice,
      String access) {
    static final Model<PriceWire> MODEL =
        Model.of(
            "PictureAlbumPrice",
            "Pictures",
            Model.whole("AlbumID", PriceWire::albumId),
            Model.whole("UserID", PriceWire::userId),
            Model.flag("IsPinProtected", PriceWire::isPinProtected),
            Model.decimal("PINPrice", PriceWire::pinPrice),
            Model.text("Access", PriceWire::access));

    static PriceWire from(Album album, GalleryAccess access) {
      Optional<PinLock> lock = album.lock();
      return new PriceWire(
          album.id().value(),
          album.owner().value(),
          lock.isPresent(),
          lock.map(pin -> pin.price().amount().toDecimal()).orElse(null),
          word(access));
    }

    private static String word(GalleryAccess access) {
      return switch (access) {
        case GalleryAccess.Owner() -> "owner";
        case GalleryAccess.Subscribed(var _) -> "subscribed";
        case GalleryAccess.Unlocked() -> "unlocked";
        case GalleryAccess.None() -> "none";
      };
    }
  }
}
