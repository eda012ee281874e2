package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.server.ServerProcess.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.demo.DemoPictures;
import org.pinacotheca.testservers.S3Server;

/**
 * The main job on the real program: albums and pictures through both APIs, and nothing lost by a
 * kill.
 */
class MainJobTest {
  private static final byte[] PHOTO = DemoPictures.SUNSET.jpeg();

  @TempDir Path directory;

  @Test
  void ownersManagersAndOldProgramsShareAlbumsThatSurviveAKill() throws Exception {
    assertAlbumsSurviveAKill(_ -> ServerProcess.start(directory.resolve("data")));
  }

  @Test
  void onPostgresqlAndS3TheySurviveTheLossOfTheMachine() throws Exception {
    try (SharedStorage storage = SharedStorage.make()) {
      assertAlbumsSurviveAKill(start -> storage.start(directory.resolve("machine-" + start)));
    }
  }

  /** Starts the server for the first or the second time. */
  private interface Starting {
    ServerProcess start(int number) throws IOException;
  }

  private static void assertAlbumsSurviveAKill(Starting starting) throws Exception {
    int albums;
    MigratedMembers members;
    try (ServerProcess server = starting.start(1)) {
      members = MigratedMembers.make(server);
      JsonNode own =
          ok(
              server.post(
                  "/v1/Pictures/CreateAlbum", members.owner(), "{\"Name\": \"By the owner\"}"));
      ok(
          server.post(
              "/v1/Groups/Pictures/CreateAlbum",
              members.manager(),
              "{\"UserID\": 219074, \"Name\": \"By the manager\"}"));
      HttpResponse<String> added =
          server.post(
              "/v1/Pictures/AddPictures",
              members.owner(),
              addPictures(own.get("AlbumID").intValue()));
      assertThat(added.statusCode()).isEqualTo(200);
      assertThat(added.body()).isEmpty();
      assertThat(added.headers().firstValue("X-PictureIDs")).isPresent();
      JsonNode photo = upload(server, members);
      assertThat(photo.get("owner").intValue()).isEqualTo(219074);
      assertDimensions(server, photo.get("src_big").textValue(), 604);
      assertDimensions(server, photo.get("src").textValue(), 130);
      assertDimensions(server, photo.get("src_small").textValue(), 75);
      albums = assertBothApisShowTheSame(server, members);
      server.kill();
    }
    try (ServerProcess again = starting.start(2)) {
      assertThat(assertBothApisShowTheSame(again, members)).isEqualTo(albums).isEqualTo(3);
      String thumb = restAlbums(again, members).get(0).get("ThumbUrl").textValue();
      assertDimensions(again, thumb, 130);
      assertThat(again.log())
          .doesNotContain(members.owner(), members.sessionKey(), members.secret(), "/media/")
          .doesNotContain(S3Server.SECRET_KEY, SharedStorage.MASTER_KEY);
    }
  }

  private static int assertBothApisShowTheSame(ServerProcess server, MigratedMembers members)
      throws Exception {
    JsonNode rest = restAlbums(server, members);
    JsonNode rpc =
        ServerProcess.json(
            members.call(server, Map.of("method", "up.photos.getAlbums", "uid", "219074")));
    assertThat(rest.findValuesAsText("AlbumName"))
        .containsExactly("By the owner", "By the manager", "Old Program")
        .isEqualTo(rpc.findValuesAsText("name"));
    assertThat(rest.findValuesAsText("AlbumSize"))
        .containsExactly("1", "0", "1")
        .isEqualTo(rpc.findValuesAsText("size"));
    return rest.size();
  }

  private static JsonNode restAlbums(ServerProcess server, MigratedMembers members) {
    return server.read("/v1/Pictures/GetAlbums?UserID=219074", members.owner());
  }

  private static JsonNode upload(ServerProcess server, MigratedMembers members) throws Exception {
    return ok(members.upload(server, Map.of("caption", "Under the sunset"), PHOTO));
  }

  private static void assertDimensions(ServerProcess server, String url, int longerEdge)
      throws Exception {
    HttpResponse<byte[]> picture;
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      picture =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    }
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(url).startsWith(server.url());
    assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
        .isEqualTo(longerEdge);
  }

  private static String addPictures(int album) {
    return "{\"AlbumID\": %d, \"Pictures\": [{\"Title\": \"Sunset\", \"Image\": \"%s\"}]}"
        .formatted(album, Base64.getEncoder().encodeToString(PHOTO));
  }
}
