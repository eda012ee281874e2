package org.pinacotheca.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pinacotheca.testkit.generate.SamplePictures;

/** The seed and the requests decide every byte of every answer. */
class SandboxDeterminismTest {
  /** The statuses, headers and bodies of a client that uses much of both APIs. */
  private static List<String> session(GallerySandbox sandbox) {
    try (SandboxClient client = new SandboxClient(sandbox)) {
      List<HttpResponse<String>> answers = new ArrayList<>();
      answers.add(client.look("world"));
      answers.add(client.look("clock"));
      answers.add(client.createAlbum("An album", "Idempotency-Key", "1"));
      answers.add(client.createAlbum("An album", "Idempotency-Key", "1"));
      answers.add(client.createAlbum(""));
      String jpeg = jpeg();
      answers.add(
          client.post(
              "/v1/Pictures/AddPictures",
              client.olivia(),
              "{\"AlbumID\":3,\"Pictures\":[{\"Image\":\"%s\"},{\"Image\":\"%1$s\"}]}"
                  .formatted(jpeg)));
      answers.add(client.get("/v1/Pictures/GetGallery?UserID=1", client.olivia()));
      answers.add(client.get("/v1/Pictures/GetAlbums?UserID=1", client.olivia()));
      String thumb = SandboxClient.json(answers.getLast()).path(2).path("ThumbUrl").asText();
      answers.add(client.send(client.request(thumb)));
      answers.add(client.send(client.request("/media/wrong/address.jpg")));
      answers.add(
          client.post(
              "/v1/Pictures/UnlockAlbum",
              client.victor(),
              "{\"AlbumID\":2,\"PinNumber\":\"a7Z3\"}"));
      answers.add(
          client.post(
              "/v1/Pictures/UnlockAlbum",
              client.victor(),
              "{\"AlbumID\":2,\"PinNumber\":\"wrong\"}"));
      answers.add(
          client.send(
              client
                  .request("/OAuth/token")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "grant_type=refresh_token&client_id="
                              + sandbox.world().application().key().value()
                              + "&client_secret="
                              + sandbox.world().application().secret().value()
                              + "&refresh_token="
                              + sandbox.world().viewerToken().pair().refreshToken()))));
      answers.add(client.send(client.call("photos.createAlbum", Map.of("name", "By RPC"))));
      answers.add(client.send(client.call("photos.getAlbums", Map.of("uid", "1"))));
      answers.add(client.send(client.call("photos.nothing", Map.of())));
      answers.add(
          client.post("/admin/v1/members", sandbox.adminToken(), "{\"Nickname\":\"otto\"}"));
      answers.add(client.control("clock", "{\"Advance\":\"PT2H\"}"));
      answers.add(client.get("/v1/Account/GetSessions", client.olivia()));
      answers.add(client.send(client.request("/nothing")));
      answers.add(client.look("requests"));
      return answers.stream().map(SandboxDeterminismTest::whole).toList();
    }
  }

  private static String jpeg() {
    try (InputStream in = SamplePictures.MIDDLE_JPEG.open()) {
      return Base64.getEncoder().encodeToString(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String whole(HttpResponse<String> answer) {
    return answer.statusCode() + " " + new TreeMap<>(answer.headers().map()) + answer.body();
  }

  @Test
  void twoSandboxesOfOneSeedGiveEqualWholeAnswers() {
    List<String> first;
    int port;
    try (GallerySandbox sandbox = GallerySandbox.start()) {
      port = URI.create(sandbox.url()).getPort();
      first = session(sandbox);
    }
    assertThat(first).allSatisfy(answer -> assertThat(answer).contains("x-sandbox=[true]"));
    assertThat(first.subList(2, 9)).allSatisfy(answer -> assertThat(answer).doesNotContain("503"));
    try (GallerySandbox sandbox = GallerySandbox.onPort(port).open()) {
      assertThat(session(sandbox)).isEqualTo(first);
      sandbox.reset();
      assertThat(session(sandbox)).isEqualTo(first);
    }
  }

  @Test
  void anotherSeedHasOtherTokens() throws IOException {
    try (GallerySandbox one = GallerySandbox.start();
        GallerySandbox other = GallerySandbox.onFreePort().withSeed(2).open();
        SandboxClient client = new SandboxClient(one)) {
      String world = client.look("world").body();
      assertThat(other.world().ownerToken()).isNotEqualTo(one.world().ownerToken());
      assertThat(other.adminToken()).isNotEqualTo(one.adminToken());
      HttpResponse<String> reset = client.control("reset", "{\"Seed\":2}");
      assertThat(reset.statusCode()).isEqualTo(200);
      assertThat(reset.body()).isNotEqualTo(world).isEqualTo(client.look("world").body());
      assertThat(one.adminToken()).isEqualTo(other.adminToken());
      assertThat(client.control("reset", "").body()).isEqualTo(world);
    }
  }

  /** Also in another process, on another day. */
  @Test
  void theFirstSeedNeverChanges() {
    try (GallerySandbox sandbox = GallerySandbox.start()) {
      assertThat(sandbox.adminToken()).isEqualTo("73d51abbd89cb8196f0efb6892f94d68");
      assertThat(sandbox.world().ownerToken().accessToken())
          .isEqualTo("08aabc9fb77cc723a56017e14f1ce8b169834173");
      assertThat(sandbox.now()).isEqualTo("2026-03-01T12:00:00Z");
    }
  }

  @Test
  void exampleAndUploadedPicturesAreShown() {
    try (GallerySandbox sandbox = GallerySandbox.start();
        SandboxClient client = new SandboxClient(sandbox)) {
      String jpeg = jpeg();
      HttpResponse<String> added =
          client.post(
              "/v1/Pictures/AddPictures",
              client.olivia(),
              "{\"Pictures\":[{\"Image\":\"" + jpeg + "\"}]}");
      assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
      var pictures =
          SandboxClient.json(client.get("/v1/Pictures/GetGallery?UserID=1", client.olivia()))
              .path("Pictures");
      assertThat(pictures.size()).isEqualTo(5);
      for (var picture : pictures) {
        for (String name : List.of("ThumbUrl", "ImageUrl")) {
          HttpResponse<byte[]> file = client.bytes(picture.path(name).asText());
          assertThat(file.statusCode()).isEqualTo(200);
          assertThat(HexFormat.of().formatHex(file.body(), 0, 3)).isEqualTo("ffd8ff");
        }
      }
    }
  }

  @Test
  void whatIsNoPictureIsRefused() {
    try (GallerySandbox sandbox = GallerySandbox.start();
        SandboxClient client = new SandboxClient(sandbox)) {
      HttpResponse<String> refused =
          client.post(
              "/v1/Pictures/AddPictures", client.olivia(), "{\"Pictures\":[{\"Image\":\"AAAA\"}]}");
      assertThat(SandboxClient.json(refused).path("Code").asText()).isEqualTo("not_an_image");
    }
  }
}
