package org.pinacotheca.http.rest.selling;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;
import org.pinacotheca.http.wire.WireTime;

/** The operations on albums behind a PIN. */
public final class UnlockOperations {
  private UnlockOperations() {}

  public static List<Operation> all() {
    return List.of(
        // The scope it needs depends on whether it charges.
        Operation.buying("Pictures/UnlockAlbum", Set.of(), true, UnlockOperations::unlock),
        Operation.reading("Pictures/GetAlbumPrice", true, UnlockOperations::price));
  }

  private static EncodedResponse unlock(RestRequest call) {
    Optional<AlbumId> album = album(call);
    Optional<Pin> pin = call.take(Pin.check(call.fields().text("PinNumber")));
    Optional<Credits> seen = call.priceSeen();
    return call.perform(
        () -> new UnlockAlbum(album.orElseThrow(), pin.orElseThrow(), seen),
        (gallery, command) -> gallery.unlocks().unlock(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UnlockAlbum.Unlocked unlocked ->
                  Response.object(UnlockWire.MODEL, UnlockWire.from(unlocked));
              case CommonRefusal refusal -> Refusals.common(refusal);
              case AlbumNotFound() -> Refusals.lockedAlbumNotFound();
              case TooManyWrongPins refusal -> Refusals.tooManyWrongPins(refusal);
              case WrongPin() -> Refusals.wrongPin();
              case SaleRefusal refusal -> Refusals.sale(refusal);
            });
  }

  private static Optional<AlbumId> album(RestRequest call) {
    return call.required("AlbumID", AlbumId::new, "the id of an album.");
  }

  private static EncodedResponse price(RestRequest call) {
    Optional<AlbumId> album = album(call);
    return call.read(
        () -> new GetAlbumPrice(album.orElseThrow()),
        query -> call.gallery().unlocks().price(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetAlbumPrice.Reported(Album reported, GalleryAccess access) ->
                  Response.object(PriceWire.MODEL, PriceWire.from(reported, access));
              case CommonRefusal refusal -> Refusals.common(refusal);
              case AlbumNotFound() -> Refusals.anyAlbumNotFound();
            });
  }

  private record UnlockWire(
      int albumId,
      int userId,
      Credits charged,
      @Nullable BigDecimal balance,
      @Nullable String unlockedOn) {
    static final WireSchema<UnlockWire> MODEL =
        WireSchema.of(
            "PictureAlbumUnlock",
            "Pictures",
            WireSchema.whole("AlbumID", UnlockWire::albumId),
            WireSchema.whole("UserID", UnlockWire::userId),
            WireSchema.decimal("Charged", wire -> wire.charged().toDecimal()),
            WireSchema.decimal("Balance", UnlockWire::balance),
            WireSchema.text("UnlockedOn", UnlockWire::unlockedOn));

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
    static final WireSchema<PriceWire> MODEL =
        WireSchema.of(
            "PictureAlbumPrice",
            "Pictures",
            WireSchema.whole("AlbumID", PriceWire::albumId),
            WireSchema.whole("UserID", PriceWire::userId),
            WireSchema.flag("IsPinProtected", PriceWire::isPinProtected),
            WireSchema.decimal("PINPrice", PriceWire::pinPrice),
            WireSchema.text("Access", PriceWire::access));

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
