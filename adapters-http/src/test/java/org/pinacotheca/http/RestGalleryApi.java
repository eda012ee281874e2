package org.pinacotheca.http;

import static org.pinacotheca.http.RestClient.JSON;
import static org.pinacotheca.http.RestClient.json;
import static org.pinacotheca.http.RestClient.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumRevision;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.album.LockChange;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.album.PinTerms;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.Field;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A REST client such as a member's program. Used by one thread. */
public final class RestGalleryApi implements GalleryApi {
  private static final Set<Field> HIDDEN =
      EnumSet.of(Field.ALBUM_LOCATION, Field.COVER, Field.UNWRITTEN);
  private static final PageRequest ANY_PAGE = new PageRequest(1, 1);

  private final RestClient client;
  private final RestSales sales;

  /** A client of the API at an address without a slash at its end. */
  public RestGalleryApi(URI root, HttpClient client, SampleMembers world) {
    this.client = new RestClient(root, client, world);
    this.sales = new RestSales(this.client);
  }

  /** A reply with what this API shows of the outcome. */
  static Reply done(Object outcome) {
    return new Reply.Done(outcome, HIDDEN);
  }

  /** A reply that hides one field more. */
  static Reply doneWithout(Field field, Object outcome) {
    Set<Field> hidden = EnumSet.copyOf(HIDDEN);
    hidden.add(field);
    return new Reply.Done(outcome, hidden);
  }

  @Override
  public Reply call(Caller caller, Object command) {
    return switch (command) {
      case CreateAlbum(AlbumDetails details) when details.location().isEmpty() ->
          reply(
              client.send(caller, "POST", "CreateAlbum", details(details)),
              album -> doneWithout(Field.COVER_SAFETY, new CreateAlbum.Created(album(album))));
      case UpdateAlbum update when update.revision().location() instanceof Change.Keep<String> -> {
        ObjectNode body = revision(update.revision()).put("AlbumID", update.album().value());
        update.sequence().ifPresent(sequence -> body.put("Sequence", sequence));
        yield reply(
            client.send(caller, "PUT", "UpdateAlbum", body),
            album -> done(new UpdateAlbum.Updated(album(album))));
      }
      case RemoveAlbum(AlbumId album, boolean all) ->
          silent(
              client.send(
                  caller,
                  "POST",
                  "RemoveAlbum",
                  JSON.createObjectNode()
                      .put("AlbumID", album.value())
                      .put("RemoveAllPictures", all)),
              new RemoveAlbum.Removed());
      // The group form of a read names the member once, as both subject and owner.
      case ListAlbums list when caller.actingFor().map(list.owner()::equals).orElse(true) ->
          reply(
              client.get(
                  caller,
                  "GetAlbums",
                  "UserID=" + list.owner().value() + "&ReturnPictureIDs=" + list.withPictureIds()),
              albums -> done(new ListAlbums.Listed(items(albums, RestGalleryApi::album))));
      case AddPictures add when add.galleryKind() == GalleryKind.PRIVATE ->
          added(client.send(caller, "POST", "AddPictures", pictures(add)));
      // A free picture has no title.
      case AddPictures add
          when add.pictures().stream().allMatch(picture -> picture.text().title().isEmpty()) ->
          added(client.send(caller, "POST", "AddFreePictures", pictures(add)));
      case UpdatePicture update ->
          reply(
              client.send(caller, "PUT", "UpdatePicture", picture(update)),
              picture -> done(new UpdatePicture.Updated(picture(picture, caller.subject()))));
      case RemovePictures(var pictures) ->
          silent(
              client.send(caller, "POST", "RemovePictures", ids(pictures)),
              new RemovePictures.Removed());
      case ApprovePictures(var pictures) ->
          silent(
              client.send(caller, "POST", "ApprovePictures", ids(pictures)),
              new ApprovePictures.Approved());
      case RejectPictures(var pictures) ->
          silent(
              client.send(caller, "POST", "RejectPictures", ids(pictures)),
              new RejectPictures.Rejected());
      case GetGallery get when caller.actingFor().map(get.owner()::equals).orElse(true) ->
          reply(
              client.get(caller, "GetGallery", query(get)),
              page -> done(new GetGallery.Read(member(get.owner()), page(page, get.owner()))));
      case GetPendingPictures get -> {
        String member = caller.actingFor().map(of -> "UserID=" + of.value()).orElse("");
        UserId owner = caller.subject();
        yield reply(
            client.get(caller, "GetPendingPictures", member + RestSales.page(get.page())),
            page -> done(new GetPendingPictures.Read(member(owner), page(page, owner))));
      }
      case GetFreeGallery get ->
          reply(
              client.getByKey(
                  caller,
                  "GetFreeGallery",
                  "UserID=" + get.owner().value() + RestSales.page(get.page())),
              page -> done(new GetFreeGallery.Read(member(get.owner()), page(page, get.owner()))));
      default -> sales.call(caller, command);
    };
  }

  private static ObjectNode details(AlbumDetails details) {
    ObjectNode body = JSON.createObjectNode().put("Name", details.name().value());
    if (!details.description().isEmpty()) {
      body.put("Description", details.description());
    }
    details
        .terms()
        .ifPresent(terms -> {
          body.put("PinNumber", terms.pin().value());
          body.put("PINPrice", terms.price().amount().toDecimal());
        });
    return body;
  }

  private static ObjectNode revision(AlbumRevision revision) {
    ObjectNode body = JSON.createObjectNode().put("Name", revision.name().value());
    put(body, "Description", revision.description(), TextNode::valueOf);
    switch (revision.lock()) {
      case LockChange.Keep() -> {}
      case LockChange.Remove() -> body.putNull("PinNumber").putNull("PINPrice");
      case LockChange.Lock(PinTerms(Pin pin, Price price)) ->
          body.put("PinNumber", pin.value()).put("PINPrice", price.amount().toDecimal());
      case LockChange.NewPin(Pin pin) -> body.put("PinNumber", pin.value());
      case LockChange.NewPrice(Price price) -> body.put("PINPrice", price.amount().toDecimal());
    }
    return body;
  }

  private static <T> void put(
      ObjectNode body, String name, Change<T> change, Function<T, JsonNode> value) {
    switch (change) {
      case Change.Keep<T>() -> {}
      case Change.Clear<T>() -> body.putNull(name);
      case Change.Set<T>(T set) -> body.set(name, value.apply(set));
    }
  }

  private static ObjectNode ids(PictureSelection pictures) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode ids = body.putArray("PictureIDs");
    pictures.ids().forEach(id -> ids.add(id.value()));
    return body;
  }

  private static ObjectNode pictures(AddPictures add) {
    ObjectNode body = JSON.createObjectNode();
    add.album().ifPresent(album -> body.put("AlbumID", album.value()));
    ArrayNode pictures = body.putArray("Pictures");
    for (NewPicture added : add.pictures()) {
      ObjectNode picture = pictures.addObject();
      if (!added.text().title().isEmpty()) {
        picture.put("Title", added.text().title());
      }
      if (!added.text().description().isEmpty()) {
        picture.put("Description", added.text().description());
      }
      picture.put("Image", image((SamplePictures) added.image()));
    }
    return body;
  }

  private static String image(SamplePictures sample) {
    byte[] bytes = sample.bytes();
    return sample == SamplePictures.MALFORMED
        ? new String(bytes, StandardCharsets.US_ASCII)
        : Base64.getEncoder().encodeToString(bytes);
  }

  private static ObjectNode picture(UpdatePicture update) {
    ObjectNode body = JSON.createObjectNode().put("PictureID", update.picture().value());
    put(body, "Title", update.text().title(), TextNode::valueOf);
    put(body, "Description", update.text().description(), TextNode::valueOf);
    put(body, "AlbumID", update.album(), album -> IntNode.valueOf(album.value()));
    update.declaredSafe().ifPresent(safe -> body.put("DeclaredSafe", safe));
    return body;
  }

  private static String query(GetGallery get) {
    return "UserID="
        + get.owner().value()
        + RestSales.page(get.page())
        + get.album().map(album -> "&AlbumID=" + album.value()).orElse("")
        + "&OrderBy="
        + (get.order() == PictureOrder.SIZE ? "size" : "dateuploaded");
  }

  /** The reply, whose JSON is read where it is no refusal. */
  static Reply reply(HttpResponse<String> response, Function<JsonNode, Reply> reader) {
    return refusal(response).orElseGet(() -> reader.apply(json(response)));
  }

  private static Reply silent(HttpResponse<String> response, Object outcome) {
    return refusal(response)
        .orElseGet(() -> {
          if (!response.body().isEmpty()) {
            throw new AssertionError("there is nothing to say, but this: " + response.body());
          }
          return done(outcome);
        });
  }

  private static Reply added(HttpResponse<String> response) {
    return refusal(response)
        .orElseGet(() -> {
          String ids = response.headers().firstValue("X-PictureIDs").orElseThrow();
          return done(
              new AddPictures.Added(
                  Arrays.stream(ids.split(","))
                      .map(id -> new PictureId(Integer.parseInt(id)))
                      .toList()));
        });
  }

  static <T> List<T> items(JsonNode array, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>();
    array.forEach(node -> items.add(item.apply(node)));
    return items;
  }

  private static Page<PictureView> page(JsonNode page, UserId owner) {
    return new Page<>(
        items(page.path("Pictures"), picture -> picture(picture, owner)),
        ANY_PAGE,
        page.path("PicturesTotal").asLong());
  }

  /** A member of whom only the id is shown. */
  static Member member(UserId id) {
    return new Member(id, new Nickname("any"), Optional.empty());
  }

  /** A shared album, as whose owner nobody but a nickname is shown. */
  static VisitShareLink.Visited visited(JsonNode album, String visit) {
    Member owner =
        new Member(
            new UserId(1), new Nickname(album.path("OwnerNickname").asText()), Optional.empty());
    return new VisitShareLink.Visited(
        owner,
        new Album(
            new AlbumId(1),
            owner.id(),
            new AlbumName(album.path("AlbumName").asText()),
            album.path("AlbumDescription").asText(),
            "",
            Optional.empty(),
            new AlbumKind.Ordinary(),
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            AlbumTally.EMPTY),
        page(album, owner.id()),
        album.path("Download").asBoolean(),
        visit);
  }

  private static Optional<PictureLinks> links(JsonNode address) {
    return address.isNull() ? Optional.empty() : Optional.of(_ -> address.asText());
  }

  private static AlbumView album(JsonNode album) {
    int size = album.path("AlbumSize").asInt();
    Optional<Cover> cover =
        size == 0
            ? Optional.empty()
            : Optional.of(new Cover(new PictureId(0), ImageFormat.PNG, false));
    return new AlbumView(
        new Album(
            new AlbumId(album.path("AlbumID").asInt()),
            new UserId(album.path("UserID").asInt()),
            new AlbumName(album.path("AlbumName").asText()),
            album.path("AlbumDescription").asText(),
            "",
            Optional.empty(),
            new AlbumKind.Ordinary(),
            album.path("Sequence").asInt(),
            Instant.EPOCH,
            Instant.EPOCH,
            new AlbumTally(size, size, cover)),
        links(album.path("ThumbUrl")),
        album.path("ThumbSafe").asBoolean(),
        album.path("PictureIDs").isArray()
            ? Optional.of(items(album.path("PictureIDs"), id -> new PictureId(id.asInt())))
            : Optional.empty());
  }

  private static PictureView picture(JsonNode picture, UserId owner) {
    if (picture.path("ThumbUrl").isNull() != picture.path("ImageUrl").isNull()) {
      throw new AssertionError("addresses come together or not at all: " + picture);
    }
    boolean safe = picture.path("ImageSafe").asBoolean();
    return new PictureView(
        new Picture(
            new PictureId(picture.path("PictureID").asInt()),
            owner,
            GalleryKind.PRIVATE,
            picture.path("AlbumID").isNull()
                ? Optional.empty()
                : Optional.of(new AlbumId(picture.path("AlbumID").asInt())),
            new PictureText(picture.path("Title").asText(), picture.path("Description").asText()),
            ImageFormat.PNG,
            picture.path("Width").asInt(),
            picture.path("Height").asInt(),
            picture.path("Size").asLong(),
            new MediaKey("0".repeat(32)),
            Approval.APPROVED,
            new Safety(safe, safe),
            RestSales.time(picture, "DateUploaded"),
            new ApiKey("any")),
        links(picture.path("ImageUrl")));
  }
}
