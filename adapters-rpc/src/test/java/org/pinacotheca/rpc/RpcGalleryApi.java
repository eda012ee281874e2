package org.pinacotheca.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.rpc.method.RpcId;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.PictureAt;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A client of the signed RPC: signs and sends each call and reads its reply. */
final class RpcGalleryApi implements GalleryApi {
  private static final String COMMUNITY = "mycommunity";

  private final LiveRpc rpc;
  private final SampleMembers world;
  private final String format;
  private final GalleryApi behind;

  RpcGalleryApi(LiveRpc rpc, SampleMembers world, String format) {
    this.rpc = rpc;
    this.world = world;
    this.format = format;
    this.behind = new CoreApi(world.gallery());
  }

  /** A session acts only as its own member, and its program may always write. */
  @Override
  public boolean offers(Caller caller, Call call) {
    if (caller.actingFor().isPresent()) {
      return false;
    }
    boolean mayWrite = caller.scopes().contains(Scope.PROFILE_GALLERY);
    return switch (call) {
      case Call.CreateAlbum(AlbumDraft draft) ->
          mayWrite && draft.pin().isEmpty() && draft.pinPrice().isEmpty() && isUtf8(draft);
      case Call.UploadPhoto(_, Optional<String> caption, _) -> mayWrite && isUtf8(caption);
      case Call.FindAlbums _ -> true;
      case Call.FindPictures _ -> true;
      case Call.Selling _ -> false;
      case Call.AddFree _ -> false;
      case Call.GetFreeGallery _ -> false;
      case Call.UpdateAlbum _ -> false;
      case Call.RemoveAlbum _ -> false;
      case Call.ListAlbums _ -> false;
      case Call.AddPictures _ -> false;
      case Call.RemovePictures _ -> false;
      case Call.UpdatePicture _ -> false;
      case Call.GetGallery _ -> false;
      case Call.GetPending _ -> false;
      case Call.Approve _ -> false;
      case Call.Reject _ -> false;
      case Call.Moderate _ -> false;
    };
  }

  private static boolean isUtf8(AlbumDraft draft) {
    return isUtf8(draft.name()) && isUtf8(draft.description()) && isUtf8(draft.location());
  }

  private static boolean isUtf8(Optional<String> text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text.orElse(""));
  }

  @Override
  public String reportedAs(String refusal) {
    return refusal.equals("TooManyAlbums") ? "AlbumFull" : refusal;
  }

  @Override
  public Reply call(Caller caller, Call call) {
    try {
      return switch (call) {
        case Call.CreateAlbum(AlbumDraft draft) -> createAlbum(caller, draft);
        case Call.UploadPhoto upload -> uploadPhoto(caller, upload);
        case Call.FindAlbums find -> findAlbums(caller, find);
        case Call.FindPictures find -> findPictures(caller, find);
        default -> throw new AssertionError("the RPC has no words for " + call);
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Reply createAlbum(Caller caller, AlbumDraft draft)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.createAlbum");
    draft.name().ifPresent(name -> call.with("name", name));
    draft.description().ifPresent(description -> call.with("description", description));
    draft.location().ifPresent(location -> call.with("location", location));
    return read(call.post(), this::album);
  }

  private Reply uploadPhoto(Caller caller, Call.UploadPhoto upload)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.upload");
    upload.album().ifPresent(album -> call.with("aid", id(album)));
    upload.caption().ifPresent(caption -> call.with("caption", caption));
    if (upload.image() == SamplePictures.MALFORMED) {
      call.base64File(upload.image().bytes());
    } else {
      call.file(upload.image());
    }
    return read(call.multipart(), fields -> photo(caller, fields));
  }

  private Reply findAlbums(Caller caller, Call.FindAlbums find)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.getAlbums");
    find.owner().ifPresent(owner -> call.with("uid", Integer.toString(owner.value())));
    list(call, "aids", find.albums(), RpcGalleryApi::id);
    return read(call.get(), this::album);
  }

  private Reply findPictures(Caller caller, Call.FindPictures find)
      throws IOException, InterruptedException {
    RpcCall call = begin(caller, "up.photos.get");
    list(call, "uids", find.owners(), owner -> Integer.toString(owner.value()));
    find.album().ifPresent(album -> call.with("aid", id(album)));
    list(call, "pids", find.pictures(), RpcGalleryApi::id);
    find.pageNumber().ifPresent(number -> call.with("pageNumber", Integer.toString(number)));
    find.pageSize().ifPresent(size -> call.with("pageSize", Integer.toString(size)));
    return read(call.get(), fields -> photo(caller, fields));
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

  private static String id(AlbumAt album) {
    return RpcId.of(album.owner(), album.id()).text();
  }

  private static String id(PictureAt picture) {
    return RpcId.of(picture.owner(), picture.id()).text();
  }

  private Reply read(RpcReply reply, Function<Map<String, String>, Observed> facts)
      throws IOException {
    List<Map<String, String>> things = format.equals("XML") ? xml(reply) : json(reply);
    if (things.size() == 1 && things.getFirst().containsKey("error_code")) {
      return new Reply.Refused(refusal(Integer.parseInt(things.getFirst().get("error_code"))));
    }
    return new Reply.Done(things.stream().map(facts).toList(), Optional.empty());
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

  private static String refusal(int code) {
    return switch (code) {
      case 2 -> "Overloaded";
      case 10 -> "MemberSuspended";
      case 100 -> "InvalidFields";
      case 120 -> "AlbumNotFound";
      case 321 -> "AlbumFull";
      case 324 -> "FaultyImages";
      case 325 -> "TooManyPending";
      default -> throw new AssertionError("no call of a world gets error " + code);
    };
  }

  private Observed album(Map<String, String> fields) {
    RpcId id = RpcId.parse(fields.get("aid")).orElseThrow();
    assertOwner(id, fields);
    return new Observed.AlbumFacts(
        new AlbumAt(id.owner(), id.album()),
        fields.get("name"),
        fields.get("description"),
        Integer.parseInt(fields.get("size")),
        Optional.ofNullable(fields.get("location")),
        Optional.empty(),
        Optional.of(RpcId.parse(fields.get("cover_pid")).map(RpcId::number).orElse(0)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Observed photo(Caller caller, Map<String, String> fields) {
    RpcId id = RpcId.parse(fields.get("pid")).orElseThrow();
    assertOwner(id, fields);
    PictureAt picture = new PictureAt(id.owner(), id.picture());
    boolean isLinked = !fields.get("src").isEmpty();
    if (isLinked == fields.get("src_big").isEmpty()
        || isLinked == fields.get("src_small").isEmpty()) {
      throw new AssertionError("all addresses or none: " + fields.keySet());
    }
    return new Observed.PictureFacts(
        picture,
        RpcId.parse(fields.get("aid")).map(RpcId::album).map(AlbumId::value).orElse(0),
        Optional.empty(),
        description(caller, picture, fields.get("caption")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        isLinked);
  }

  /** A caption is the description, or the title of a picture that has none. */
  private String description(Caller caller, PictureAt picture, String caption) {
    Call.FindPictures find =
        new Call.FindPictures(
            List.of(),
            Optional.empty(),
            List.of(picture),
            OptionalInt.empty(),
            OptionalInt.empty());
    if (behind.call(caller, find) instanceof Reply.Done(List<Observed> facts, _)
        && facts.getFirst() instanceof Observed.PictureFacts known
        && known.description().isEmpty()
        && known.title().orElse("").equals(caption)) {
      return "";
    }
    return caption;
  }

  private static void assertOwner(RpcId id, Map<String, String> fields) {
    if (!id.owner().equals(new UserId(Integer.parseInt(fields.get("owner"))))) {
      throw new AssertionError("the id " + id + " names another owner: " + fields.get("owner"));
    }
  }
}
