package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.server.ServerProcess.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pinacotheca.testkit.generate.SamplePictures;

/** A gallery on a server in which everything was used once. */
record UsedGallery(MigratedMembers members) {
  /** The number of small pictures; one more is added by the RPC. */
  static final int PICTURES = 60;

  private static final String RETRY_KEY = "the-same-before-and-after";
  private static final Map<String, String> RPC_CALL =
      Map.of("method", "up.photos.getAlbums", "uid", "219074", "call_id", "1784550000.5");

  /** The members' view of the gallery. */
  record Seen(JsonNode albums, JsonNode gallery, JsonNode plans, JsonNode byManager) {

    /** Picture URLs contain the server and expire. */
    String withoutAddresses() {
      return toString().replaceAll("https?://[^\"]*", "URL");
    }
  }

  /** Uses everything once. */
  void use(RunningServer server) throws Exception {
    String picture =
        "{\"Title\": \"T\", \"Image\": \"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes()));
    JsonNode open = create(server, "\"Name\": \"Open\"");
    JsonNode locked =
        create(server, "\"Name\": \"Locked\", \"PinNumber\": \"a7Z3\", \"PINPrice\": 2.50");
    for (JsonNode album : List.of(open, locked)) {
      String pictures = String.join(",", Collections.nCopies(PICTURES / 2, picture));
      String body = "{\"AlbumID\": %s, \"Pictures\": [%s]}";
      HttpResponse<String> added =
          server.post(
              "/v1/Pictures/AddPictures",
              members.owner(),
              body.formatted(album.get("AlbumID"), pictures));
      assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    }
    ok(members.upload(server, Map.of("caption", "Old"), SamplePictures.MIDDLE_JPEG.bytes()));
    int viewer = server.admin("members", "{\"Nickname\": \"victor\"}").get("UserID").intValue();
    String token = server.token(viewer, MigratedMembers.API_KEY, MigratedMembers.SCOPES);
    server.admin(
        "credits", "{\"UserID\": %d, \"Amount\": 20, \"Reference\": \"r\"}".formatted(viewer));
    String unlock = "{\"AlbumID\": " + locked.get("AlbumID") + ", \"PinNumber\": \"%s\"}";
    ok(server.post("/v1/Pictures/UnlockAlbum", token, unlock.formatted("a7Z3")));
    ok(
        server.put(
            "/v1/Pictures/UpdatePricePlans",
            members.owner(),
            "{\"PricePlans\": [{\"DurationID\": 1, \"Price\": 4}]}"));
    JsonNode plans = server.read("/v1/Pictures/GetPricePlans?UserID=219074", token);
    ok(
        server.post(
            "/v1/Pictures/Subscribe",
            token,
            "{\"UserID\": 219074, \"PricePlanID\": %s}"
                .formatted(plans.get(0).get("PricePlanID"))));
    for (int i = 0; i < 5; i++) {
      assertThat(guess(server, locked).statusCode()).isEqualTo(403);
    }
    assertThat(createOnce(server).statusCode()).isEqualTo(200);
    assertThat(members.call(server, RPC_CALL)).doesNotContain("error_code");
  }

  /** Reads it as its members do. */
  Seen look(RunningServer server) {
    String ofOwner = "?UserID=219074&PageSize=100";
    return new Seen(
        server.read("/v1/Pictures/GetAlbums?UserID=219074&ReturnPictureIDs=true", members.owner()),
        server.read("/v1/Pictures/GetGallery" + ofOwner, members.owner()),
        server.read("/v1/Pictures/GetPricePlans?UserID=219074", members.manager()),
        server.read("/v1/Pictures/GetAlbums?UserID=219074", members.manager()));
  }

  /** Asserts that it is as it was, and completes what was begun there. */
  void assertGoesOn(RunningServer server, Seen seen) throws Exception {
    assertThat(look(server).withoutAddresses()).isEqualTo(seen.withoutAddresses());
    String earlier = seen.albums().get(0).get("ThumbUrl").textValue();
    String path = URI.create(earlier).getRawPath() + "?" + URI.create(earlier).getRawQuery();
    assertThat(server.get(path.replaceFirst("\\?null$", ""), Map.of()).statusCode())
        .as("an address that was signed before")
        .isEqualTo(200);
    assertThat(members.call(server, RPC_CALL)).as("a call_id that was used").contains("103");
    Map<String, String> next = new HashMap<>(RPC_CALL);
    next.put("call_id", "1784550000.6");
    assertThat(members.call(server, next)).doesNotContain("error_code").contains("Locked");
    assertThat(guess(server, seen.albums().get(1)).statusCode()).as("locked still").isEqualTo(429);
    int albums = seen.albums().size();
    assertThat(createOnce(server).statusCode()).isEqualTo(200);
    assertThat(look(server).albums()).as("done before").hasSize(albums);
    assertThat(create(server, "\"Name\": \"New\"").get("AlbumID").intValue())
        .isGreaterThan(seen.albums().get(albums - 1).get("AlbumID").intValue());
    ok(members.upload(server, Map.of("caption", "New"), SamplePictures.MIDDLE_JPEG.bytes()));
  }

  private JsonNode create(RunningServer server, String fields) {
    return ok(server.post("/v1/Pictures/CreateAlbum", members.owner(), "{" + fields + "}"));
  }

  private HttpResponse<String> guess(RunningServer server, JsonNode album) {
    String wrong = "{\"AlbumID\": %s, \"PinNumber\": \"b8Y4\"}".formatted(album.get("AlbumID"));
    return server.post("/v1/Pictures/UnlockAlbum", members.manager(), wrong);
  }

  private HttpResponse<String> createOnce(RunningServer server) {
    return server.send(
        server
            .writing("/v1/Pictures/CreateAlbum", members.owner())
            .header("Idempotency-Key", RETRY_KEY)
            .POST(HttpRequest.BodyPublishers.ofString("{\"Name\": \"Once\"}")));
  }
}
