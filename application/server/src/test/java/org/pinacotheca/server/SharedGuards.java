package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.server.ServerProcess.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * What is admitted, counted or ended on one node is so on both. Part of {@link SharedNodesTest}.
 */
interface SharedGuards extends SharedNodes {
  @Test
  default void aCallIdIsUsedOnceWhicheverNodeItComesTo() throws Exception {
    Map<String, String> call =
        Map.of("method", "up.photos.getAlbums", "uid", "219074", "call_id", "1784550000.5");
    List<String> replies = everywhere(6, (node, _) -> members().call(node, call));
    assertThat(replies.stream().filter(reply -> reply.contains("\"error_code\":103"))).hasSize(5);
    assertThat(replies.stream().filter(reply -> !reply.contains("error_code"))).hasSize(1);
  }

  @Test
  default void anIdempotencyKeyDoesItsWorkOnce() throws Exception {
    List<String> answers =
        everywhere(
            6,
            (node, _) ->
                node.send(
                        HttpRequest.newBuilder(URI.create(node.url() + "/v1/Pictures/CreateAlbum"))
                            .header("Authorization", "bearer " + members().owner())
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "the-same-everywhere")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"Name\": \"Once\"}")))
                    .body());
    assertThat(answers).as("one answer for all").containsOnly(answers.getFirst());
    assertThat(albums(other()).findValuesAsText("AlbumName").stream().filter("Once"::equals))
        .hasSize(1);
  }

  @Test
  default void wrongPinsOfBothNodesAreCountedTogether() throws Exception {
    int album =
        createAlbum("\"Name\": \"Locked\", \"PinNumber\": \"a7Z3\", \"PINPrice\": 1")
            .get("AlbumID")
            .intValue();
    String wrong = "{\"AlbumID\": %d, \"PinNumber\": \"b8Y4\"}".formatted(album);
    List<Integer> statuses =
        everywhere(
            12,
            (node, _) ->
                node.post("/v1/Pictures/UnlockAlbum", members().manager(), wrong).statusCode());
    assertThat(statuses.stream().filter(status -> status == 403)).hasSize(5);
    assertThat(statuses.stream().filter(status -> status == 429)).hasSize(7);
  }

  @Test
  default void aRevokedTokenDiesOnAllNodes() throws Exception {
    String token = one().token(219074, MigratedMembers.API_KEY, MigratedMembers.SCOPES);
    Map<String, String> headers = Map.of("Authorization", "bearer " + token);
    String path = "/v1/Pictures/GetAlbums?UserID=219074";
    assertThat(other().get(path, headers).statusCode()).isEqualTo(200);
    HttpResponse<String> revoked =
        one()
            .send(
                HttpRequest.newBuilder(URI.create(one().url() + "/admin/v1/tokens/" + token))
                    .header("Authorization", "bearer " + ServerProcess.ADMIN_TOKEN)
                    .DELETE());
    assertThat(revoked.statusCode()).as(revoked.body()).isIn(200, 204);
    assertThat(statusWhenOver(other(), token)).isEqualTo(401);
  }

  /** A node's response to a token that another one has revoked, as soon as it knows. */
  private static int statusWhenOver(RunningServer node, String token) throws Exception {
    Map<String, String> headers = Map.of("Authorization", "bearer " + token);
    return statusWhenOver(node, "/v1/Pictures/GetAlbums?UserID=219074", headers);
  }

  private static int statusWhenOver(RunningServer node, String path, Map<String, String> headers)
      throws Exception {
    Instant limit = Instant.now().plusSeconds(300);
    int status = node.get(path, headers).statusCode();
    while (status == 200 && Instant.now().isBefore(limit)) {
      TimeUnit.MILLISECONDS.sleep(20);
      status = node.get(path, headers).statusCode();
    }
    return status;
  }

  @Test
  default void theAddressOfARemovedPictureEndsOnAllNodes() throws Exception {
    String image = Base64.getEncoder().encodeToString(SamplePictures.LARGE_PNG.bytes());
    String added = "{\"Pictures\": [{\"Image\": \"%s\"}]}".formatted(image);
    String picture =
        one()
            .post("/v1/Pictures/AddPictures", members().owner(), added)
            .headers()
            .firstValue("X-PictureIDs")
            .orElseThrow();
    String path = address(Integer.parseInt(picture));
    for (RunningServer node : List.of(one(), other(), one(), other())) {
      assertThat(node.get(path, Map.of()).statusCode()).isEqualTo(200);
    }
    String removal = "{\"PictureIDs\": [%s]}".formatted(picture);
    assertThat(one().post("/v1/Pictures/RemovePictures", members().owner(), removal).statusCode())
        .isEqualTo(200);
    assertThat(one().get(path, Map.of()).statusCode()).as("at once").isEqualTo(404);
    assertThat(statusWhenOver(other(), path, Map.of())).isEqualTo(404);
  }

  private String address(int picture) throws IOException {
    JsonNode gallery =
        ok(
            one()
                .get(
                    "/v1/Pictures/GetGallery?PageSize=100&UserID=219074",
                    Map.of("Authorization", "bearer " + members().owner())));
    for (JsonNode each : gallery.get("Pictures")) {
      if (each.get("PictureID").intValue() == picture) {
        return URI.create(each.get("ThumbUrl").textValue()).getPath();
      }
    }
    throw new AssertionError("there is no picture " + picture);
  }

  @Test
  default void whatAMemberEndsOnOneNodeDiesOnAllNodes() throws Exception {
    one().admin("members", "{\"UserID\": 31, \"Nickname\": \"carla\"}");
    String token = one().token(31, MigratedMembers.API_KEY, MigratedMembers.SCOPES);
    String current = one().token(31, MigratedMembers.API_KEY, MigratedMembers.SCOPES);
    for (RunningServer node : List.of(one(), other())) {
      assertThat(statusOf(node, token)).isEqualTo(200);
    }
    Map<String, String> headers = Map.of("Authorization", "bearer " + current);
    JsonNode sessions = ok(other().get("/v1/Account/GetSessions", headers)).get("Sessions");
    assertThat(sessions.findValuesAsText("IsCurrent")).containsExactlyInAnyOrder("true", "false");
    for (JsonNode session : sessions) {
      if (!session.get("IsCurrent").booleanValue()) {
        String named = "{\"SessionID\": %s}".formatted(session.get("SessionID"));
        assertThat(one().post("/v1/Account/EndSession", current, named).statusCode())
            .isEqualTo(200);
      }
    }
    assertThat(statusOf(one(), token)).as("at once").isEqualTo(401);
    assertThat(statusWhenOver(other(), token)).isEqualTo(401);
    assertThat(statusOf(other(), current)).isEqualTo(200);
  }

  private static int statusOf(RunningServer node, String token) throws IOException {
    Map<String, String> headers = Map.of("Authorization", "bearer " + token);
    return node.get("/v1/Account/VerifyCredentials", headers).statusCode();
  }

  @Test
  default void aSessionThatIsEndedOnOneNodeDiesOnAllNodes() throws Exception {
    String key = "5f2e9d0c1b3a48576879a0b1-k3MMlo9CEc3t.";
    one()
        .admin(
            "sessions",
            "{\"UserID\": 219074, \"ApiKey\": \"%s\", \"session_key\": \"%s\"}"
                .formatted(MigratedMembers.API_KEY, key));
    MigratedMembers ended =
        new MigratedMembers(members().owner(), members().manager(), key, members().secret());
    Map<String, String> call = Map.of("method", "up.photos.getAlbums", "uid", "219074");
    for (RunningServer node : List.of(one(), other())) {
      assertThat(ended.call(node, call)).doesNotContain("error_code");
    }
    HttpResponse<String> revoked =
        one()
            .send(
                HttpRequest.newBuilder(URI.create(one().url() + "/admin/v1/sessions/" + key))
                    .header("Authorization", "bearer " + ServerProcess.ADMIN_TOKEN)
                    .DELETE());
    assertThat(revoked.statusCode()).as(revoked.body()).isIn(200, 204);
    for (RunningServer node : List.of(one(), other())) {
      assertThat(ended.call(node, call)).as("at once").contains("\"error_code\":102");
    }
    assertThat(members().call(other(), call)).as("another session").doesNotContain("error_code");
  }
}
