package org.pinacotheca.http.rest.albums;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumRevision;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operations on albums. */
public final class AlbumOperations {
  private AlbumOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.writing("Pictures/CreateAlbum", Operation.Verb.POST, AlbumOperations::create),
        Operation.writing("Pictures/UpdateAlbum", Operation.Verb.PUT, AlbumOperations::update),
        Operation.writing("Pictures/RemoveAlbum", Operation.Verb.POST, AlbumOperations::remove),
        Operation.reading("Pictures/GetAlbums", true, AlbumOperations::list));
  }

  private static EncodedResponse create(RestRequest call) {
    Optional<AlbumDetails> details = call.take(draft(call.fields()).check());
    return call.perform(
        () -> new CreateAlbum(details.orElseThrow()),
        (gallery, command) -> gallery.albums().create(call.caller(), command),
        outcome ->
            switch (outcome) {
              case CreateAlbum.Created(AlbumView album) ->
                  Response.object(AlbumWire.NEW_MODEL, new AlbumWire(album, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse update(RestRequest call) {
    Optional<AlbumId> album = ownAlbum(call);
    Optional<OptionalInt> sequence =
        call.take(Album.checkSequence(call.fields().integer("Sequence")));
    Optional<AlbumRevision> revision = call.take(change(call.fields()).check());
    return call.perform(
        () -> new UpdateAlbum(album.orElseThrow(), revision.orElseThrow(), sequence.orElseThrow()),
        (gallery, command) -> gallery.albums().update(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UpdateAlbum.Updated(AlbumView updated) ->
                  Response.object(AlbumWire.MODEL, new AlbumWire(updated, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static Optional<AlbumId> ownAlbum(RestRequest call) {
    return call.required("AlbumID", AlbumId::new, "the id of one of the member's albums.");
  }

  private static AlbumDraft draft(Fields fields) {
    return new AlbumDraft(
        fields.text("Name"),
        fields.text("Description"),
        Optional.empty(),
        fields.text("PinNumber"),
        fields.decimal("PINPrice"));
  }

  private static AlbumChange change(Fields fields) {
    return new AlbumChange(
        fields.text("Name"),
        fields.change("Description", fields::text),
        new Change.Keep<>(),
        fields.change("PinNumber", fields::text),
        fields.change("PINPrice", fields::decimal));
  }

  private static EncodedResponse remove(RestRequest call) {
    Optional<AlbumId> album = ownAlbum(call);
    boolean all = call.fields().flag("RemoveAllPictures");
    return call.perform(
        () -> new RemoveAlbum(album.orElseThrow(), all),
        (gallery, command) -> gallery.albums().remove(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RemoveAlbum.Removed() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse list(RestRequest call) {
    Optional<UserId> owner = call.owner();
    boolean withPictureIds = call.fields().flag("ReturnPictureIDs");
    return call.readAgain(
        () -> new ListAlbums(owner.orElseThrow(), withPictureIds, call.masking()),
        query -> call.gallery().albums().list(call.caller(), query),
        outcome ->
            switch (outcome) {
              case ListAlbums.Listed(List<AlbumView> albums) ->
                  Response.array(
                      AlbumWire.MODEL,
                      albums.stream()
                          .map(album -> new AlbumWire(album, call.publicUrl()))
                          .toList());
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }
}
