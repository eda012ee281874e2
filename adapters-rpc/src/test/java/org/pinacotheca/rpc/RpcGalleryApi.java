package org.pinacotheca.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.rpc.method.RpcId;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.Field;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A client of the signed RPC: signs and sends each call and reads its reply. */
final class RpcGalleryApi implements GalleryApi {
  private static final String COMMUNITY = "mycommunity";

  private static final Set<Field> HIDDEN =
      EnumSet.of(
          Field.ALBUM_POSITION,
          Field.COVER_ADDRESS,
          Field.COVER_SAFETY,
          Field.PICTURE_IDS,
          Field.PICTURE_TITLE,
          Field.PICTURE_FILE,
          Field.PICTURE_SAFETY,
          Field.TOTAL,
          Field.UNWRITTEN);

  private final LiveRpc rpc;
  private final SampleMembers world;
  private final String format;

  RpcGalleryApi(LiveRpc rpc, SampleMembers world, String format) {
    this.rpc = rpc;
    this.world = world;
    this.format = format;
  }

  @Override
  public Class<?> reportedAs(Class<?> refusal) {
    return refusal.equals(TooManyAlbums.class) ? AlbumFull.class : refusal;
  }

  /** A session acts only as its own member, and its program may always write. */
  @Override
  public Reply call(Caller caller, Object command) {
    if (caller.actingFor().isPresent()) {
      return new Reply.NotOffered();
    }
    boolean mayWrite = caller.scopes().contains(Scope.PROFILE_GALLERY);
    try {
      return switch (command) {
        case CreateAlbum(AlbumDetails details) when mayWrite && details.terms().isEmpty() ->
            createAlbum(caller, details);
        case UploadPhoto upload when mayWrite -> uploadPhoto(caller, upload);
        case FindAlbums find -> findAlbums(caller, find);
        case FindPictures find -> findPictures(caller, find);
        default -> new Reply.NotOffered();
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Reply createAlbum(Caller caller, AlbumDetails details)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.createAlbum").with("name", details.name().value());
    text(call, "description", details.description());
    text(call, "location", details.location());
    return read(call.post(), albums -> new CreateAlbum.Created(album(albums.getFirst())));
  }

  private Reply uploadPhoto(Caller caller, UploadPhoto upload)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.upload");
    upload.album().ifPresent(album -> call.with("aid", id(caller, album)));
    text(call, "caption", upload.text().description());
    SamplePictures image = (SamplePictures) upload.image();
    if (image == SamplePictures.MALFORMED) {
      call.base64File(image.bytes());
    } else {
      call.file(image);
    }
    return read(
        call.multipart(), photos -> new UploadPhoto.Uploaded(photo(caller, photos.getFirst())));
  }

  private Reply findAlbums(Caller caller, FindAlbums find)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.getAlbums");
    find.owner().ifPresent(owner -> call.with("uid", Integer.toString(owner.value())));
    list(call, "aids", List.copyOf(find.albums()), album -> id(caller, album));
    return read(call.get(), albums -> albums.stream().map(this::album).toList());
  }

  private Reply findPictures(Caller caller, FindPictures find)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.get");
    list(call, "uids", find.owners(), owner -> Integer.toString(owner.value()));
    find.album().ifPresent(album -> call.with("aid", id(caller, album)));
    list(call, "pids", find.pictures(), picture -> id(caller, picture));
    call.with("pageNumber", Integer.toString(find.page().number()));
    call.with("pageSize", Integer.toString(find.page().size()));
    return read(
        call.get(),
        photos ->
            new Page<>(
                photos.stream().map(fields -> photo(caller, fields)).toList(), find.page(), 0));
  }

  private static void text(RpcCall call, String name, String text) {
    if (!text.isEmpty()) {
      call.with(name, text);
    }
  }

  private static <T> void list(
      RpcCall call, String name, List<T> items, Function<? super T, String> text) {
    if (!items.isEmpty()) {
      call.with(name, items.stream().map(text).collect(Collectors.joining(",")));
    }
  }

  private RpcCall begin(Caller caller, String method) {
    return new RpcCall(rpc)
        .with("method", method)
        .with("format", format)
        .with("community", COMMUNITY)
        .with("api_key", caller.application().value())
        .with("session_key", world.session(caller).session().value())
        .signedWith(world.application(caller.application()).secret().value());
  }

  /** The id with its owner, or with the caller where there is no such album. */
  private String id(Caller caller, AlbumId album) {
    UserId owner =
        world
            .gallery()
            .albums()
            .find(caller, new FindAlbums(Optional.empty(), Set.of(album)))
            .stream()
            .map(view -> view.album().owner())
            .findFirst()
            .orElse(caller.subject());
    return RpcId.of(owner, album).text();
  }

  /** The id with its owner, or with the caller where there is no such picture. */
  private String id(Caller caller, PictureId picture) {
    // A pending picture is found by its owner only.
    UserId owner =
        Arrays.stream(Persona.values())
            .flatMap(role -> found(world.caller(role), picture).stream())
            .map(Picture::owner)
            .findFirst()
            .orElse(caller.subject());
    return RpcId.of(owner, picture).text();
  }

  private Optional<Picture> found(Caller caller, PictureId picture) {
    FindPictures find =
        new FindPictures(List.of(), Optional.empty(), List.of(picture), new PageRequest(1, 1));
    return world.gallery().pictures().find(caller, find).items().stream()
        .map(PictureView::picture)
        .findFirst();
  }

  private Reply read(RpcReply reply, Function<List<Map<String, String>>, Object> outcome)
      throws IOException {
    List<Map<String, String>> things = format.equals("XML") ? xml(reply) : json(reply);
    if (things.size() == 1 && things.getFirst().containsKey("error_code")) {
      return new Reply.Refused(refusal(Integer.parseInt(things.getFirst().get("error_code"))));
    }
    return new Reply.Done(outcome.apply(things), HIDDEN);
  }

  private static List<Map<String, String>> xml(RpcReply reply) {
    return reply.root().getAttribute("list").equals("true")
        ? reply.items()
        : List.of(reply.fields());
  }

  private static List<Map<String, String>> json(RpcReply reply) throws IOException {
    JsonNode root = reply.json();
    List<Map<String, String>> things = new ArrayList<>();
    for (JsonNode thing : root.isArray() ? root : List.of(root)) {
      Map<String, String> fields = new LinkedHashMap<>();
      thing.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      things.add(fields);
    }
    return things;
  }

  private static Class<?> refusal(int code) {
    return switch (code) {
      case 2 -> Overloaded.class;
      case 10 -> Denial.MemberSuspended.class;
      case 100 -> InvalidFields.class;
      case 120 -> AlbumNotFound.class;
      case 321 -> AlbumFull.class;
      case 324 -> FaultyImages.class;
      case 325 -> TooManyPending.class;
      default -> throw new AssertionError("no call of a session gets error " + code);
    };
  }

  private AlbumView album(Map<String, String> fields) {
    RpcId id = RpcId.parse(fields.get("aid")).orElseThrow();
    assertOwner(id, fields);
    int size = Integer.parseInt(fields.get("size"));
    Optional<Cover> cover =
        RpcId.parse(fields.get("cover_pid"))
            .map(shown -> new Cover(shown.picture(), ImageFormat.PNG, false));
    return new AlbumView(
        new Album(
            id.album(),
            id.owner(),
            new AlbumName(fields.get("name")),
            fields.get("description"),
            fields.getOrDefault("location", ""),
            Optional.empty(),
            new AlbumKind.Ordinary(),
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            new AlbumTally(size, size, cover)),
        Optional.empty(),
        false,
        Optional.empty());
  }

  private PictureView photo(Caller caller, Map<String, String> fields) {
    RpcId id = RpcId.parse(fields.get("pid")).orElseThrow();
    assertOwner(id, fields);
    String address = fields.get("src");
    if (address.isEmpty() != fields.get("src_big").isEmpty()
        || address.isEmpty() != fields.get("src_small").isEmpty()) {
      throw new AssertionError("all addresses or none: " + fields.keySet());
    }
    return new PictureView(
        new Picture(
            id.picture(),
            id.owner(),
            GalleryKind.PRIVATE,
            RpcId.parse(fields.get("aid")).map(RpcId::album),
            new PictureText("", description(caller, id.picture(), fields.get("caption"))),
            ImageFormat.PNG,
            1,
            1,
            1,
            new MediaKey("0".repeat(32)),
            Approval.APPROVED,
            Safety.UNDECLARED,
            Instant.EPOCH,
            caller.application()),
        address.isEmpty() ? Optional.empty() : Optional.of(_ -> address));
  }

  /** A caption is the description, or the title of a picture that has none. */
  private String description(Caller caller, PictureId picture, String caption) {
    return found(caller, picture)
            .map(Picture::text)
            .filter(text -> text.description().isEmpty() && text.title().equals(caption))
            .isPresent()
        ? ""
        : caption;
  }

  private static void assertOwner(RpcId id, Map<String, String> fields) {
    if (!id.owner().equals(new UserId(Integer.parseInt(fields.get("owner"))))) {
      throw new AssertionError("the id " + id + " names another owner: " + fields.get("owner"));
    }
  }
}
