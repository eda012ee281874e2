package org.pinacotheca.http.rest.selling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;

/** The operations on albums behind a PIN. */
public final class UnlockOperations {
  private static final WireSchema<UnlockAlbum.Unlocked> UNLOCK =
      WireSchema.of(
          "PictureAlbumUnlock",
          "Pictures",
          WireSchema.whole("AlbumID", unlocked -> unlocked.album().value()),
          WireSchema.whole("UserID", unlocked -> unlocked.owner().value()),
          WireSchema.decimal("Charged", unlocked -> unlocked.charged().toDecimal()),
          WireSchema.decimalOrNil(
              "Balance", unlocked -> unlocked.balance().map(Credits::toDecimal)),
          WireSchema.timeOrNil("UnlockedOn", UnlockAlbum.Unlocked::since));

  private static final WireSchema<GetAlbumPrice.Reported> PRICE =
      WireSchema.of(
          "PictureAlbumPrice",
          "Pictures",
          WireSchema.whole("AlbumID", reported -> reported.album().id().value()),
          WireSchema.whole("UserID", reported -> reported.album().owner().value()),
          WireSchema.flag("IsPinProtected", reported -> reported.album().lock().isPresent()),
          WireSchema.decimalOrNil(
              "PINPrice",
              reported -> reported.album().lock().map(lock -> lock.price().amount().toDecimal())),
          WireSchema.text("Access", reported -> word(reported.access())));

  private UnlockOperations() {}

  public static List<Operation> all() {
    return List.of(
        // The scope it needs depends on whether it charges.
        Operation.posting("Pictures/UnlockAlbum", Set.of(), true, UnlockOperations::unlock),
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
              case UnlockAlbum.Unlocked unlocked -> Response.object(UNLOCK, unlocked);
              case AlbumNotFound() -> Refusals.LOCKED_ALBUM_NOT_FOUND;
              case CommandRefusal refusal -> Refusals.of(refusal);
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
              case GetAlbumPrice.Reported reported -> Response.object(PRICE, reported);
              case AlbumNotFound() -> Refusals.ANY_ALBUM_NOT_FOUND;
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
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
