package org.pinacotheca.http.rest.pictures;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Exposure;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operations on pictures. */
public final class PictureOperations {
  private static final String IDS_HEADER = "X-PictureIDs";

  private PictureOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.writing(
            "Pictures/AddPictures", Operation.Verb.POST_PICTURES, PictureOperations::add),
        Operation.writing(
            "Pictures/AddFreePictures", Operation.Verb.POST_PICTURES, PictureOperations::addFree),
        Operation.readingByKey("Pictures/GetFreeGallery", PictureOperations::freeGallery),
        Operation.writing(
            "Pictures/RemovePictures", Operation.Verb.POST, PictureOperations::remove),
        Operation.writing("Pictures/UpdatePicture", Operation.Verb.PUT, PictureOperations::update),
        Operation.reading("Pictures/GetGallery", true, PictureOperations::gallery),
        Operation.reading("Pictures/GetPendingPictures", true, PictureOperations::pending),
        Operation.writing(
            "Pictures/ApprovePictures", Operation.Verb.POST, PictureOperations::approve),
        Operation.writing(
            "Pictures/RejectPictures", Operation.Verb.POST, PictureOperations::reject));
  }

  private static EncodedResponse add(RestRequest call) {
    Optional<AlbumId> album = call.album();
    List<Fields> uploads = call.fields().objects("Pictures");
    List<NewPicture> pictures = new ArrayList<>();
    for (Fields picture : uploads) {
      pictures.add(
          new NewPicture(picture.text("Title"), picture.text("Description"), source(picture)));
    }
    return add(call, uploads, new AddPictures(Exposure.PRIVATE, album, pictures));
  }

  private static EncodedResponse addFree(RestRequest call) {
    List<Fields> uploads = call.fields().objects("Pictures");
    List<NewPicture> pictures =
        uploads.stream()
            .map(picture ->
                new NewPicture(Optional.empty(), picture.text("Description"), source(picture)))
            .toList();
    return add(call, uploads, new AddPictures(Exposure.FREE, Optional.empty(), pictures));
  }

  private static EncodedResponse add(RestRequest call, List<Fields> uploads, AddPictures command) {
    call.note(command.faults());
    if (!call.fields().faults().isEmpty()) {
      // Reported with the rest; when only images are invalid, all of them are reported together.
      uploads.stream()
          .filter(picture -> !picture.has("Image"))
          .forEach(picture -> picture.required("Image", Refusals.describe(ImageFault.MISSING)));
    }
    return call.perform(
        command,
        gallery -> gallery.pictures().add(call.caller(), command),
        outcome ->
            switch (outcome) {
              case AddPictures.Added(List<PictureId> ids) ->
                  Response.empty()
                      .with(
                          IDS_HEADER,
                          ids.stream()
                              .map(id -> Integer.toString(id.value()))
                              .collect(Collectors.joining(",")));
              case Denied(var why) -> Refusals.denied(why);
              case AlbumNotFound() -> Refusals.albumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
              case FaultyImages faulty -> Refusals.faultyImages(faulty);
              case AlbumFull full -> Refusals.albumFull(full);
              case GalleryFull full -> Refusals.galleryFull(full);
              case Overloaded() -> Refusals.overloaded();
            });
  }

  private static PictureSource source(Fields picture) {
    return picture.picture("Image").orElse(InputStream::nullInputStream);
  }

  private static EncodedResponse remove(RestRequest call) {
    RemovePictures command = new RemovePictures(call.pictures());
    return call.perform(
        command,
        gallery -> gallery.pictures().remove(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RemovePictures.Removed() -> Response.empty();
              case Denied(var why) -> Refusals.denied(why);
              case PicturesNotFound(var pictures) -> Refusals.picturesNotFound(pictures);
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  private static EncodedResponse update(RestRequest call) {
    UpdatePicture command =
        new UpdatePicture(
            call.picture(),
            call.fields().change("Title", call.fields()::text),
            call.fields().change("Description", call.fields()::text),
            call.fields().change("AlbumID", _ -> call.album()),
            call.fields().optionalFlag("DeclaredSafe"));
    return call.perform(
        command,
        gallery -> gallery.pictures().update(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UpdatePicture.Updated(PictureView picture) ->
                  Response.object(PictureWire.MODEL, PictureWire.from(picture, call.publicUrl()));
              case Denied(var why) -> Refusals.denied(why);
              case PicturesNotFound(var pictures) -> Refusals.picturesNotFound(pictures);
              case AlbumNotFound() -> Refusals.albumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
              case AlbumFull full -> Refusals.albumFull(full);
              case GalleryFull full -> Refusals.galleryFull(full);
            });
  }

  private static EncodedResponse gallery(RestRequest call) {
    Optional<UserId> owner = call.owner();
    Optional<AlbumId> album = call.album();
    PictureOrder order = order(call.fields().text("OrderBy"));
    OptionalInt pageNumber = call.fields().integer("PageNumber");
    OptionalInt pageSize = call.fields().integer("PageSize");
    if (owner.isEmpty()) {
      call.note(PageRequest.check(pageNumber, pageSize, PageRequest.SIZE_MAX).faults());
      return call.refuse();
    }
    GetGallery query =
        new GetGallery(owner.get(), album, order, pageNumber, pageSize, call.masking());
    return call.read(
        query,
        () -> call.gallery().pictures().gallery(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetGallery.Read(var member, var pictures) ->
                  Response.object(
                      GalleryWire.MODEL, GalleryWire.from(member, pictures, call.publicUrl()));
              case Denied(var why) -> Refusals.denied(why);
              case MemberNotFound(UserId member) -> Refusals.memberNotFound(member.value());
              case AlbumNotFound() -> Refusals.albumNotFound();
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  private static EncodedResponse freeGallery(RestRequest call) {
    Optional<UserId> owner = call.owner();
    OptionalInt pageNumber = call.fields().integer("PageNumber");
    OptionalInt pageSize = call.fields().integer("PageSize");
    if (owner.isEmpty()) {
      call.note(PageRequest.check(pageNumber, pageSize, PageRequest.SIZE_MAX).faults());
      return call.refuse();
    }
    GetFreeGallery query = new GetFreeGallery(owner.get(), pageNumber, pageSize, call.masking());
    return call.read(
        query,
        () -> call.gallery().pictures().freeGallery(query),
        outcome ->
            switch (outcome) {
              case GetFreeGallery.Read(var member, var pictures) ->
                  Response.object(
                      GalleryWire.MODEL, GalleryWire.from(member, pictures, call.publicUrl()));
              case MemberNotFound(UserId member) -> Refusals.memberNotFound(member.value());
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  /** The earlier platform had more sort orders; all of them mean the default here. */
  private static PictureOrder order(Optional<String> word) {
    return word.filter(text -> text.strip().equalsIgnoreCase("size")).isPresent()
        ? PictureOrder.SIZE
        : PictureOrder.DATE_UPLOADED;
  }

  private static EncodedResponse pending(RestRequest call) {
    GetPendingPictures query =
        new GetPendingPictures(
            call.fields().integer("PageNumber"), call.fields().integer("PageSize"), call.masking());
    return call.read(
        query,
        () -> call.gallery().approvals().pending(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetPendingPictures.Read(var member, var pictures) ->
                  Response.object(
                      GalleryWire.MODEL, GalleryWire.from(member, pictures, call.publicUrl()));
              case Denied(var why) -> Refusals.denied(why);
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  private static EncodedResponse approve(RestRequest call) {
    ApprovePictures command = new ApprovePictures(call.pictures());
    return call.perform(
        command,
        gallery -> gallery.approvals().approve(call.caller(), command),
        outcome ->
            switch (outcome) {
              case ApprovePictures.Approved() -> Response.empty();
              case Denied(var why) -> Refusals.denied(why);
              case PicturesNotFound(var pictures) -> Refusals.picturesNotFound(pictures);
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  private static EncodedResponse reject(RestRequest call) {
    RejectPictures command = new RejectPictures(call.pictures());
    return call.perform(
        command,
        gallery -> gallery.approvals().reject(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RejectPictures.Rejected() -> Response.empty();
              case Denied(var why) -> Refusals.denied(why);
              case PicturesNotFound(var pictures) -> Refusals.picturesNotFound(pictures);
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }
}
