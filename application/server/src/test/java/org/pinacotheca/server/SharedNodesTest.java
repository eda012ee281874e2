package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.server.ServerProcess.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.engines.S3Server;

/** Two nodes on one database and one bucket: what guards something holds across both of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedNodesTest {
  private static final String IMAGE = Base64.getEncoder().encodeToString(smallPicture());

  private Path directory;
  private SharedStorage storage;
  private ServerProcess one;
  private ServerProcess other;
  private Site site;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    storage = SharedStorage.make();
    one = storage.start(directory.resolve("one"));
    other = storage.start(directory.resolve("other"));
    site = Site.make(one);
  }

  @AfterAll
  void stop() {
    one.close();
    other.close();
    storage.close();
  }

  private static byte[] smallPicture() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess node(int number) {
    return number % 2 == 0 ? one : other;
  }

  /** Does something so many times at once, on both nodes in turn. */
  private <T> List<T> everywhere(int times, Attempt<T> attempt) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Callable<T>> attempts =
          IntStream.range(0, times)
              .<Callable<T>>mapToObj(i -> () -> attempt.on(node(i), i))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(attempts)) {
        results.add(done.get());
      }
      return results;
    }
  }

  private interface Attempt<T> {
    T on(ServerProcess node, int number) throws Exception;
  }

  private JsonNode createAlbum(String fields) throws IOException {
    return ok(one.post("/v1/Pictures/CreateAlbum", site.owner(), "{" + fields + "}"));
  }

  private static String pictures(int album, int count) {
    String picture = "{\"Title\": \"Small\", \"Image\": \"" + IMAGE + "\"}";
    return "{\"AlbumID\": %d, \"Pictures\": [%s]}"
        .formatted(album, String.join(",", Collections.nCopies(count, picture)));
  }

  private JsonNode albums(ServerProcess node) throws IOException {
    return ok(
        node.get(
            "/v1/Pictures/GetAlbums?UserID=219074&ReturnPictureIDs=true",
            Map.of("Authorization", "bearer " + site.owner())));
  }

  private JsonNode album(ServerProcess node, int id) throws IOException {
    for (JsonNode album : albums(node)) {
      if (album.get("AlbumID").intValue() == id) {
        return album;
      }
    }
    throw new AssertionError("there is no album " + id);
  }

  @Test
  void whatIsUploadedToOneIsServedByTheOther() throws Exception {
    int album = createAlbum("\"Name\": \"Shared\"").get("AlbumID").intValue();
    HttpResponse<String> added =
        one.post("/v1/Pictures/AddPictures", site.owner(), pictures(album, 1));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    String thumb = album(other, album).get("ThumbUrl").textValue();
    assertThat(thumb).startsWith(other.url());
    assertThat(other.get(thumb, Map.of()).statusCode()).isEqualTo(200);
    String sameOfOne = thumb.replace(other.url(), one.url());
    assertThat(one.get(sameOfOne, Map.of()).statusCode())
        .as("links hold everywhere")
        .isEqualTo(200);
  }

  @Test
  void aCallIdIsUsedOnceWhicheverNodeItComesTo() throws Exception {
    Map<String, String> call =
        Map.of("method", "up.photos.getAlbums", "uid", "219074", "call_id", "1784550000.5");
    List<String> replies = everywhere(6, (node, _) -> site.call(node, call));
    assertThat(replies.stream().filter(reply -> reply.contains("\"error_code\":103"))).hasSize(5);
    assertThat(replies.stream().filter(reply -> !reply.contains("error_code"))).hasSize(1);
  }

  @Test
  void anIdempotencyKeyDoesItsWorkOnce() throws Exception {
    List<String> answers =
        everywhere(
            6,
            (node, _) ->
                node.send(
                        HttpRequest.newBuilder(URI.create(node.url() + "/v1/Pictures/CreateAlbum"))
                            .header("Authorization", "bearer " + site.owner())
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "the-same-everywhere")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"Name\": \"Once\"}")))
                    .body());
    assertThat(answers).as("one answer for all").containsOnly(answers.getFirst());
    assertThat(albums(other).findValuesAsText("AlbumName").stream().filter("Once"::equals))
        .hasSize(1);
  }

  @Test
  void anAlbumDoesNotOverflow() throws Exception {
    int album = createAlbum("\"Name\": \"Full\"").get("AlbumID").intValue();
    List<Integer> statuses =
        everywhere(
            8,
            (node, _) ->
                node.post("/v1/Pictures/AddPictures", site.owner(), pictures(album, 9))
                    .statusCode());
    assertThat(statuses).containsOnly(200, 409);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(6);
    assertThat(album(other, album).get("AlbumSize").intValue()).isEqualTo(54);
  }

  @Test
  void wrongPinsOfBothNodesAreCountedTogether() throws Exception {
    int album =
        createAlbum("\"Name\": \"Locked\", \"PinNumber\": \"a7Z3\", \"PINPrice\": 1")
            .get("AlbumID")
            .intValue();
    String wrong = "{\"AlbumID\": %d, \"PinNumber\": \"b8Y4\"}".formatted(album);
    List<Integer> statuses =
        everywhere(
            12,
            (node, _) -> node.post("/v1/Pictures/UnlockAlbum", site.manager(), wrong).statusCode());
    assertThat(statuses.stream().filter(status -> status == 403)).hasSize(5);
    assertThat(statuses.stream().filter(status -> status == 429)).hasSize(7);
  }

  @Test
  void aRevokedTokenDiesOnAllNodes() throws Exception {
    String token = one.token(219074, Site.API_KEY, Site.SCOPES);
    Map<String, String> headers = Map.of("Authorization", "bearer " + token);
    String path = "/v1/Pictures/GetAlbums?UserID=219074";
    assertThat(other.get(path, headers).statusCode()).isEqualTo(200);
    HttpResponse<String> revoked =
        one.send(
            HttpRequest.newBuilder(URI.create(one.url() + "/admin/v1/tokens/" + token))
                .header("Authorization", "bearer " + ServerProcess.ADMIN_TOKEN)
                .DELETE());
    assertThat(revoked.statusCode()).as(revoked.body()).isIn(200, 204);
    assertThat(statusWhenOver(other, token)).isEqualTo(401);
  }

  /** What a node says to a token that another one has revoked, as soon as it knows. */
  private static int statusWhenOver(ServerProcess node, String token) throws Exception {
    String path = "/v1/Pictures/GetAlbums?UserID=219074";
    Map<String, String> headers = Map.of("Authorization", "bearer " + token);
    Instant limit = Instant.now().plusSeconds(30);
    int status = node.get(path, headers).statusCode();
    while (status == 200 && Instant.now().isBefore(limit)) {
      TimeUnit.MILLISECONDS.sleep(100);
      status = node.get(path, headers).statusCode();
    }
    return status;
  }

  @Test
  void whatAMemberEndsOnOneNodeDiesOnAllNodes() throws Exception {
    one.admin("members", "{\"UserID\": 31, \"Nickname\": \"carla\"}");
    String token = one.token(31, Site.API_KEY, Site.SCOPES);
    String current = one.token(31, Site.API_KEY, Site.SCOPES);
    for (ServerProcess node : List.of(one, other)) {
      assertThat(statusOf(node, token)).isEqualTo(200);
    }
    Map<String, String> headers = Map.of("Authorization", "bearer " + current);
    JsonNode sessions = ok(other.get("/v1/Account/GetSessions", headers)).get("Sessions");
    assertThat(sessions.findValuesAsText("IsCurrent")).containsExactlyInAnyOrder("true", "false");
    for (JsonNode session : sessions) {
      if (!session.get("IsCurrent").booleanValue()) {
        String named = "{\"SessionID\": %s}".formatted(session.get("SessionID"));
        assertThat(one.post("/v1/Account/EndSession", current, named).statusCode()).isEqualTo(200);
      }
    }
    assertThat(statusOf(one, token)).as("at once").isEqualTo(401);
    assertThat(statusWhenOver(other, token)).isEqualTo(401);
    assertThat(statusOf(other, current)).isEqualTo(200);
  }

  private static int statusOf(ServerProcess node, String token) throws IOException {
    Map<String, String> headers = Map.of("Authorization", "bearer " + token);
    return node.get("/v1/Account/VerifyCredentials", headers).statusCode();
  }

  @Test
  void aSessionThatIsEndedOnOneNodeDiesOnAllNodes() throws Exception {
    String key = "5f2e9d0c1b3a48576879a0b1-k3MMlo9CEc3t.";
    one.admin(
        "sessions",
        "{\"UserID\": 219074, \"ApiKey\": \"%s\", \"session_key\": \"%s\"}"
            .formatted(Site.API_KEY, key));
    Site ended = new Site(site.owner(), site.manager(), key, site.secret());
    Map<String, String> call = Map.of("method", "up.photos.getAlbums", "uid", "219074");
    for (ServerProcess node : List.of(one, other)) {
      assertThat(ended.call(node, call)).doesNotContain("error_code");
    }
    HttpResponse<String> revoked =
        one.send(
            HttpRequest.newBuilder(URI.create(one.url() + "/admin/v1/sessions/" + key))
                .header("Authorization", "bearer " + ServerProcess.ADMIN_TOKEN)
                .DELETE());
    assertThat(revoked.statusCode()).as(revoked.body()).isIn(200, 204);
    for (ServerProcess node : List.of(one, other)) {
      assertThat(ended.call(node, call)).as("at once").contains("\"error_code\":102");
    }
    assertThat(site.call(other, call)).as("another session").doesNotContain("error_code");
  }

  /** What one upload was told: the pictures that are in the album, in their order, if any. */
  private record Told(boolean isRefused, List<Integer> pictures) {}

  @Test
  void uploadsOfBothDoorsOnBothNodesFillAnAlbumToItsLimitAndNotBeyond() throws Exception {
    int album = createAlbum("\"Name\": \"Both doors\"").get("AlbumID").intValue();
    List<Told> told =
        everywhere(
            24, (node, number) -> number % 4 < 2 ? addSeven(node, album) : upload(node, album));
    assertThat(told).extracting(Told::isRefused).as("96 do not fit").contains(true, false);
    List<Integer> kept = new ArrayList<>();
    album(other, album).get("PictureIDs").forEach(id -> kept.add(id.intValue()));
    assertThat(kept)
        .as("what was acknowledged, each once")
        .containsExactlyInAnyOrderElementsOf(
            told.stream().flatMap(upload -> upload.pictures().stream()).toList())
        .doesNotHaveDuplicates()
        .hasSizeBetween(54, 60);
    assertThat(told)
        .allSatisfy(upload ->
            assertThat(kept.stream().filter(upload.pictures()::contains).toList())
                .as("an upload keeps its order")
                .isEqualTo(upload.pictures()));
    assertThat(album(one, album).get("PictureIDs"))
        .isEqualTo(album(other, album).get("PictureIDs"));
  }

  /** Comes again where there was too much to do, as clients are asked to. */
  private static HttpResponse<String> unhurried(
      Callable<HttpResponse<String>> request, Predicate<HttpResponse<String>> isRefusedForNow)
      throws Exception {
    HttpResponse<String> answer = request.call();
    for (int tries = 1; isRefusedForNow.test(answer) && tries < 30; tries++) {
      TimeUnit.SECONDS.sleep(Long.parseLong(answer.headers().firstValue("Retry-After").orElse("")));
      answer = request.call();
    }
    return answer;
  }

  private Told addSeven(ServerProcess node, int album) throws Exception {
    HttpResponse<String> added =
        unhurried(
            () -> node.post("/v1/Pictures/AddPictures", site.owner(), pictures(album, 7)),
            answer -> answer.statusCode() == 503);
    assertThat(added.statusCode()).as(added.body()).isIn(200, 409);
    List<Integer> ids =
        added.headers().firstValue("X-PictureIDs").stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .map(text -> Integer.valueOf(text.strip()))
            .toList();
    assertThat(ids).hasSize(added.statusCode() == 200 ? 7 : 0);
    return new Told(added.statusCode() == 409, ids);
  }

  private Told upload(ServerProcess node, int album) throws Exception {
    String aid = Long.toString((219074L << 32) + album);
    HttpResponse<String> reply =
        unhurried(
            () -> site.upload(node, Map.of("aid", aid), Base64.getDecoder().decode(IMAGE)),
            answer -> answer.body().contains("\"error_code\":2,"));
    JsonNode photo = ServerProcess.json(reply.body());
    if (photo.has("error_code")) {
      assertThat(photo.get("error_code").intValue()).as(reply.body()).isEqualTo(321);
      return new Told(true, List.of());
    }
    return new Told(false, List.of((int) photo.get("pid").asLong()));
  }

  @Test
  void aNodeThatDiesInMidUploadLosesNothingAndLeavesNothing() throws Exception {
    List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    try (ServerProcess mortal = storage.start(directory.resolve("mortal"));
        ExecutorService uploads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        uploads.execute(() -> uploadUntilItDies(mortal, acknowledged));
      }
      Instant limit = Instant.now().plusSeconds(60);
      while (acknowledged.size() < 12 && Instant.now().isBefore(limit)) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      mortal.kill();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(12);
    for (int album : acknowledged) {
      String thumb = album(other, album).get("ThumbUrl").textValue();
      assertThat(other.get(thumb, Map.of()).statusCode()).isEqualTo(200);
    }
    assertCheckFindsNothing();
    sweepAsIfLongAgo();
    assertThat(objects()).as("one object for each picture").hasSize(picturesInTheDatabase());
  }

  /** What an operator does after a crash, while the other node works on. */
  private void assertCheckFindsNothing() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("check", "--data", directory.toString()));
    arguments.addAll(storage.options());
    ProcessBuilder command = ServerProcess.command(arguments).redirectErrorStream(true);
    command.environment().putAll(SharedStorage.environment());
    Process check = command.start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains(": all is well").hasLineCount(1);
    assertThat(check.exitValue()).isZero();
  }

  private void uploadUntilItDies(ServerProcess mortal, List<Integer> acknowledged) {
    try {
      while (acknowledged.size() < 100) {
        int album = createAlbum("\"Name\": \"Crash\"").get("AlbumID").intValue();
        HttpResponse<String> added =
            mortal.post("/v1/Pictures/AddPictures", site.owner(), pictures(album, 1));
        if (added.statusCode() == 200) {
          acknowledged.add(album);
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // It has died.
    }
  }

  /** Counted by what the database says, not by what the nodes show. */
  private int picturesInTheDatabase() throws Exception {
    try (var connection = java.sql.DriverManager.getConnection(storage.database().jdbcUrl());
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM picture")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> all = Files.walk(S3Server.shared().bucket(storage.bucket()))) {
      return all.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  /** What a node does once an hour, on objects that look older than they are. */
  private void sweepAsIfLongAgo() throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(200_000));
    for (Path object : objects()) {
      Files.setLastModifiedTime(object, longAgo);
    }
    List<String> options = storage.options();
    Map<Setting, String> settings =
        Map.of(
            Setting.DATA, directory.resolve("sweeper").toString(),
            Setting.MASTER_KEY, SharedStorage.MASTER_KEY,
            Setting.DATABASE, options.get(1),
            Setting.MEDIA, options.get(3));
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    try (Wiring wiring =
        Wiring.of(
            ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of())),
            new Metrics())) {
      wiring.gallery().operations().sweep();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
