package org.pinacotheca.http.rest.pictures;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
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
    return add(call, GalleryKind.PRIVATE, call.album(), picture -> picture.text("Title"));
  }

  private static EncodedResponse addFree(RestRequest call) {
    return add(call, GalleryKind.FREE, Optional.empty(), _ -> Optional.empty());
  }

  private static EncodedResponse add(
      RestRequest call,
      GalleryKind galleryKind,
      Optional<AlbumId> album,
      Function<Fields, Optional<String>> title) {
    List<Fields> uploads = call.fields().objects("Pictures");
    call.take(PictureSelection.checkUploads(uploads.size()));
    List<Supplier<NewPicture>> pictures = new ArrayList<>();
    for (int index = 0; index < uploads.size(); index++) {
      Fields picture = uploads.get(index);
      Optional<PictureText> text =
          call.take(PictureText.check(title.apply(picture), picture.text("Description")).at(index));
      PictureSource image = source(picture);
      pictures.add(() -> new NewPicture(text.orElseThrow(), image));
    }
    if (!call.fields().faults().isEmpty()) {
      // Reported with the rest; when only images are invalid, all of them are reported together.
      uploads.stream()
          .filter(picture -> !picture.has("Image"))
          .forEach(picture -> picture.required("Image", Refusals.describe(ImageFault.MISSING)));
    }
    return call.perform(
        () -> new AddPictures(galleryKind, album, pictures.stream().map(Supplier::get).toList()),
        (gallery, command) -> gallery.pictures().add(call.caller(), command),
        outcome ->
            switch (outcome) {
              case AddPictures.Added(List<PictureId> ids) ->
                  Response.empty()
                      .with(
                          IDS_HEADER,
                          ids.stream()
                              .map(id -> Integer.toString(id.value()))
                              .collect(Collectors.joining(",")));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static PictureSource source(Fields picture) {
    return picture.picture("Image").orElse(InputStream::nullInputStream);
  }

  private static EncodedResponse remove(RestRequest call) {
    Optional<PictureSelection> pictures = call.pictures();
    return call.perform(
        () -> new RemovePictures(pictures.orElseThrow()),
        (gallery, command) -> gallery.pictures().remove(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RemovePictures.Removed() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse update(RestRequest call) {
    Fields fields = call.fields();
    Optional<PictureId> picture =
        call.required("PictureID", PictureId::new, "the id of one of the member's pictures.");
    Optional<PictureText.Revision> text =
        call.take(
            PictureText.Revision.check(
                fields.change("Title", fields::text), fields.change("Description", fields::text)));
    Change<AlbumId> album = fields.change("AlbumID", _ -> call.album());
    Optional<Boolean> declaredSafe = fields.optionalFlag("DeclaredSafe");
    return call.perform(
        () -> new UpdatePicture(picture.orElseThrow(), text.orElseThrow(), album, declaredSafe),
        (gallery, command) -> gallery.pictures().update(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UpdatePicture.Updated(PictureView updated) ->
                  Response.object(PictureWire.MODEL, new PictureWire(updated, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse gallery(RestRequest call) {
    Optional<UserId> owner = call.owner();
    Optional<AlbumId> album = call.album();
    PictureOrder order = order(call.fields().text("OrderBy"));
    Optional<PageRequest> page = call.page();
    return call.read(
        () -> new GetGallery(owner.orElseThrow(), album, order, page.orElseThrow(), call.masking()),
        query -> call.gallery().pictures().gallery(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetGallery.Read(var member, var pictures) ->
                  Response.object(
                      GalleryWire.MODEL, new GalleryWire(member, pictures, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse freeGallery(RestRequest call) {
    Optional<UserId> owner = call.owner();
    Optional<PageRequest> page = call.page();
    return call.read(
        () -> new GetFreeGallery(owner.orElseThrow(), page.orElseThrow(), call.masking()),
        query -> call.gallery().pictures().freeGallery(query),
        outcome ->
            switch (outcome) {
              case GetFreeGallery.Read(var member, var pictures) ->
                  Response.object(
                      GalleryWire.MODEL, new GalleryWire(member, pictures, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  /** The earlier platform had more sort orders; all of them mean the default here. */
  private static PictureOrder order(Optional<String> word) {
    return word.filter(text -> text.strip().equalsIgnoreCase("size")).isPresent()
        ? PictureOrder.SIZE
        : PictureOrder.DATE_UPLOADED;
  }

  private static EncodedResponse pending(RestRequest call) {
    Optional<PageRequest> page = call.page();
    return call.read(
        () -> new GetPendingPictures(page.orElseThrow(), call.masking()),
        query -> call.gallery().approvals().pending(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetPendingPictures.Read(var member, var pictures) ->
                  Response.object(
                      GalleryWire.MODEL, new GalleryWire(member, pictures, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse approve(RestRequest call) {
    Optional<PictureSelection> pictures = call.pictures();
    return call.perform(
        () -> new ApprovePictures(pictures.orElseThrow()),
        (gallery, command) -> gallery.approvals().approve(call.caller(), command),
        outcome ->
            switch (outcome) {
              case ApprovePictures.Approved() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse reject(RestRequest call) {
    Optional<PictureSelection> pictures = call.pictures();
    return call.perform(
        () -> new RejectPictures(pictures.orElseThrow()),
        (gallery, command) -> gallery.approvals().reject(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RejectPictures.Rejected() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }
}
