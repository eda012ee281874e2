package org.pinacotheca.http.rest.albums;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
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
    CreateAlbum command = new CreateAlbum(draft(call.fields()));
    return call.perform(
        command,
        gallery -> gallery.albums().create(call.caller(), command),
        outcome ->
            switch (outcome) {
              case CreateAlbum.Created(AlbumView album) ->
                  Response.object(AlbumWire.NEW_MODEL, AlbumWire.from(album, call.publicUrl()));
              case Denied(var why) -> Refusals.denied(why);
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
              case TooManyAlbums refusal -> Refusals.tooManyAlbums(refusal);
            });
  }

  private static EncodedResponse update(RestRequest call) {
    Optional<AlbumId> album = call.album();
    OptionalInt sequence = call.fields().integer("Sequence");
    UpdateAlbum command = new UpdateAlbum(album, change(call.fields()), sequence);
    return call.perform(
        command,
        gallery -> gallery.albums().update(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UpdateAlbum.Updated(AlbumView updated) ->
                  Response.object(AlbumWire.MODEL, AlbumWire.from(updated, call.publicUrl()));
              case Denied(var why) -> Refusals.denied(why);
              case AlbumNotFound() -> Refusals.albumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
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
    RemoveAlbum command = new RemoveAlbum(call.album(), call.fields().flag("RemoveAllPictures"));
    return call.perform(
        command,
        gallery -> gallery.albums().remove(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RemoveAlbum.Removed() -> Response.empty();
              case Denied(var why) -> Refusals.denied(why);
              case AlbumNotFound() -> Refusals.albumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
              case GalleryFull full -> Refusals.galleryFull(full);
            });
  }

  private static EncodedResponse list(RestRequest call) {
    Optional<UserId> owner = call.owner();
    boolean withPictureIds = call.fields().flag("ReturnPictureIDs");
    if (owner.isEmpty()) {
      return call.refuse();
    }
    ListAlbums query = new ListAlbums(owner.get(), withPictureIds, call.masking());
    return call.readAgain(
        List::of,
        () -> call.gallery().albums().list(call.caller(), query),
        outcome ->
            switch (outcome) {
              case ListAlbums.Listed(List<AlbumView> albums) ->
                  Response.array(
                      AlbumWire.MODEL,
                      albums.stream()
                          .map(album -> AlbumWire.from(album, call.publicUrl()))
                          .toList());
              case Denied(var why) -> Refusals.denied(why);
              case MemberNotFound(UserId member) -> Refusals.memberNotFound(member.value());
            });
  }
}
