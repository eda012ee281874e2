package org.pinacotheca.http;

import static org.pinacotheca.http.RestClient.JSON;
import static org.pinacotheca.http.RestClient.json;
import static org.pinacotheca.http.RestClient.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.PictureAt;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A REST client such as a member's program. Used by one thread. */
public final class RestGalleryApi implements GalleryApi {
  private final RestClient client;
  private final RestSales sales;

  /** A client of the API at an address without a slash at its end. */
  public RestGalleryApi(URI root, HttpClient client, SampleMembers world) {
    this.client = new RestClient(root, client, world);
    this.sales = new RestSales(this.client);
  }

  @Override
  public boolean offers(Caller caller, Call call) {
    return switch (call) {
      case Call.CreateAlbum(AlbumDraft draft) -> draft.location().isEmpty();
      case Call.UpdateAlbum update -> update.change().location() instanceof Change.Keep<String>;
      // The group form of a read names the member once, as both subject and owner.
      case Call.ListAlbums list -> caller.actingFor().map(list.owner()::equals).orElse(true);
      case Call.GetGallery get -> caller.actingFor().map(get.owner()::equals).orElse(true);
      case Call.RemoveAlbum _,
          Call.AddPictures _,
          Call.RemovePictures _,
          Call.UpdatePicture _,
          Call.GetPending _,
          Call.Approve _,
          Call.Reject _ ->
          true;
      // Its pictures have no title.
      case Call.AddFree(var uploads) ->
          uploads.stream().allMatch(upload -> upload.title().isEmpty());
      case Call.GetFreeGallery _ -> true;
      case Call.Selling selling -> sales.offers(caller, selling);
      case Call.UploadPhoto _, Call.FindAlbums _, Call.FindPictures _, Call.Moderate _ -> false;
    };
  }

  @Override
  public Reply call(Caller caller, Call call) {
    return switch (call) {
      case Call.CreateAlbum(AlbumDraft draft) ->
          album(client.send(caller, "POST", "CreateAlbum", draft(draft)));
      case Call.UpdateAlbum update -> {
        ObjectNode body = change(update.change()).put("AlbumID", update.album().id().value());
        update.sequence().ifPresent(sequence -> body.put("Sequence", sequence));
        yield album(client.send(caller, "PUT", "UpdateAlbum", body));
      }
      case Call.RemoveAlbum remove ->
          silent(
              client.send(
                  caller,
                  "POST",
                  "RemoveAlbum",
                  JSON.createObjectNode()
                      .put("AlbumID", remove.album().id().value())
                      .put("RemoveAllPictures", remove.removeAllPictures())));
      case Call.ListAlbums list ->
          albums(
              client.get(
                  caller,
                  "GetAlbums",
                  "UserID=" + list.owner().value() + "&ReturnPictureIDs=" + list.withPictureIds()));
      case Call.AddPictures add ->
          added(caller, client.send(caller, "POST", "AddPictures", pictures(add)));
      case Call.RemovePictures(var pictures) ->
          silent(client.send(caller, "POST", "RemovePictures", ids(pictures)));
      case Call.Approve(var pictures) ->
          silent(client.send(caller, "POST", "ApprovePictures", ids(pictures)));
      case Call.Reject(var pictures) ->
          silent(client.send(caller, "POST", "RejectPictures", ids(pictures)));
      case Call.UpdatePicture update -> picture(caller, update);
      case Call.GetGallery get -> page(client.get(caller, "GetGallery", query(get)), get.owner());
      case Call.GetPending get -> {
        String member = caller.actingFor().map(of -> "UserID=" + of.value()).orElse("");
        String query = member + RestSales.page(get.pageNumber(), get.pageSize());
        yield page(client.get(caller, "GetPendingPictures", query), caller.subject());
      }
      case Call.AddFree(var uploads) -> {
        ObjectNode body = JSON.createObjectNode();
        put(body, uploads);
        yield added(caller, client.send(caller, "POST", "AddFreePictures", body));
      }
      case Call.GetFreeGallery(var owner, var number, var size) ->
          page(client.getByKey(caller, "GetFreeGallery", query(owner, number, size)), owner);
      case Call.Selling selling -> sales.call(caller, selling);
      case Call.UploadPhoto _, Call.FindAlbums _, Call.FindPictures _, Call.Moderate _ ->
          throw new AssertionError("not a call of the REST API: " + call);
    };
  }

  private static ObjectNode draft(AlbumDraft draft) {
    ObjectNode body = JSON.createObjectNode();
    draft.name().ifPresent(name -> body.put("Name", name));
    draft.description().ifPresent(description -> body.put("Description", description));
    draft.pin().ifPresent(pin -> body.put("PinNumber", pin));
    draft.pinPrice().ifPresent(price -> body.put("PINPrice", price));
    return body;
  }

  private static ObjectNode change(AlbumChange change) {
    ObjectNode body = JSON.createObjectNode();
    change.name().ifPresent(name -> body.put("Name", name));
    put(body, "Description", change.description(), TextNode::valueOf);
    put(body, "PinNumber", change.pin(), TextNode::valueOf);
    put(body, "PINPrice", change.pinPrice(), DecimalNode::valueOf);
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

  private static ObjectNode ids(List<PictureAt> pictures) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode ids = body.putArray("PictureIDs");
    pictures.forEach(picture -> ids.add(picture.id().value()));
    return body;
  }

  private static ObjectNode pictures(Call.AddPictures add) {
    ObjectNode body = JSON.createObjectNode();
    add.album().ifPresent(album -> body.put("AlbumID", album.id().value()));
    put(body, add.uploads());
    return body;
  }

  private static void put(ObjectNode body, List<Call.Upload> uploads) {
    ArrayNode pictures = body.putArray("Pictures");
    for (Call.Upload upload : uploads) {
      ObjectNode picture = pictures.addObject();
      upload.title().ifPresent(title -> picture.put("Title", title));
      upload.description().ifPresent(description -> picture.put("Description", description));
      picture.put("Image", image(upload.image()));
    }
  }

  private static String image(SamplePictures sample) {
    byte[] bytes = sample.bytes();
    return sample == SamplePictures.MALFORMED
        ? new String(bytes, StandardCharsets.US_ASCII)
        : Base64.getEncoder().encodeToString(bytes);
  }

  private static String query(Call.GetGallery get) {
    return query(get.owner(), get.pageNumber(), get.pageSize())
        + get.album().map(album -> "&AlbumID=" + album.id().value()).orElse("")
        + "&OrderBy="
        + (get.order() == PictureOrder.SIZE ? "size" : "dateuploaded");
  }

  private static String query(UserId member, OptionalInt pageNumber, OptionalInt pageSize) {
    return "UserID=" + member.value() + RestSales.page(pageNumber, pageSize);
  }

  private Reply picture(Caller caller, Call.UpdatePicture update) {
    ObjectNode body = JSON.createObjectNode();
    body.put("PictureID", update.picture().id().value());
    put(body, "Title", update.title(), TextNode::valueOf);
    put(body, "Description", update.description(), TextNode::valueOf);
    put(body, "AlbumID", update.album(), album -> IntNode.valueOf(album.id().value()));
    body.put("DeclaredSafe", update.declaredSafe());
    HttpResponse<String> response = client.send(caller, "PUT", "UpdatePicture", body);
    return refusal(response)
        .orElseGet(() -> Reply.Done.about(picture(json(response), caller.subject())));
  }

  private static Reply silent(HttpResponse<String> response) {
    return refusal(response)
        .orElseGet(() -> {
          if (!response.body().isEmpty()) {
            throw new AssertionError("there is nothing to say, but this: " + response.body());
          }
          return Reply.Done.SILENTLY;
        });
  }

  private static Reply album(HttpResponse<String> response) {
    return refusal(response).orElseGet(() -> Reply.Done.about(album(json(response))));
  }

  private static Reply albums(HttpResponse<String> response) {
    return refusal(response)
        .orElseGet(() -> {
          List<Observed> facts = new ArrayList<>();
          json(response).forEach(album -> facts.add(album(album)));
          return new Reply.Done(facts, Optional.empty());
        });
  }

  private static Reply added(Caller caller, HttpResponse<String> response) {
    return refusal(response)
        .orElseGet(() -> {
          String ids = response.headers().firstValue("X-PictureIDs").orElseThrow();
          return new Reply.Done(
              Arrays.stream(ids.split(","))
                  .<Observed>map(id -> new Observed.AddedFacts(picture(caller.subject(), id)))
                  .toList(),
              Optional.empty());
        });
  }

  private static PictureAt picture(UserId owner, String id) {
    return new PictureAt(owner, new PictureId(Integer.parseInt(id)));
  }

  private static Reply page(HttpResponse<String> response, UserId owner) {
    return refusal(response)
        .orElseGet(() -> {
          JsonNode page = json(response);
          List<Observed> facts = new ArrayList<>();
          page.path("Pictures").forEach(picture -> facts.add(picture(picture, owner)));
          return new Reply.Done(facts, Optional.of(page.path("PicturesTotal").asLong()));
        });
  }

  private static Observed.AlbumFacts album(JsonNode album) {
    JsonNode ids = album.path("PictureIDs");
    Optional<List<Integer>> pictureIds = Optional.empty();
    if (ids.isArray()) {
      List<Integer> listed = new ArrayList<>();
      ids.forEach(id -> listed.add(id.asInt()));
      pictureIds = Optional.of(listed);
    }
    return new Observed.AlbumFacts(
        new AlbumAt(
            new UserId(album.path("UserID").asInt()), new AlbumId(album.path("AlbumID").asInt())),
        album.path("AlbumName").asText(),
        album.path("AlbumDescription").asText(),
        album.path("AlbumSize").asInt(),
        Optional.empty(),
        Optional.of(album.path("Sequence").asInt()),
        Optional.empty(),
        Optional.of(!album.path("ThumbUrl").isNull()),
        album.has("ThumbSafe")
            ? Optional.of(album.path("ThumbSafe").asBoolean())
            : Optional.empty(),
        pictureIds);
  }

  private static Observed.PictureFacts picture(JsonNode picture, UserId owner) {
    if (picture.path("ThumbUrl").isNull() != picture.path("ImageUrl").isNull()) {
      throw new AssertionError("addresses come together or not at all: " + picture);
    }
    return new Observed.PictureFacts(
        new PictureAt(owner, new PictureId(picture.path("PictureID").asInt())),
        picture.path("AlbumID").asInt(0),
        Optional.of(picture.path("Title").asText()),
        picture.path("Description").asText(),
        Optional.of(picture.path("Width").asInt()),
        Optional.of(picture.path("Height").asInt()),
        Optional.of(picture.path("ImageSafe").asBoolean()),
        !picture.path("ImageUrl").isNull());
  }
}
