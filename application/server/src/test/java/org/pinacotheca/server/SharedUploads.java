package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.metrics.Metrics;
import org.pinacotheca.server.wiring.Wiring;
import org.pinacotheca.testservers.S3Server;

/** Uploads to either node are complete on both. Part of {@link SharedNodesTest}. */
interface SharedUploads extends SharedNodes {
  String IMAGE = Base64.getEncoder().encodeToString(smallPicture());

  private static byte[] smallPicture() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pictures(int album, int count) {
    String picture = "{\"Title\": \"Small\", \"Image\": \"" + IMAGE + "\"}";
    return "{\"AlbumID\": %d, \"Pictures\": [%s]}"
        .formatted(album, String.join(",", Collections.nCopies(count, picture)));
  }

  @Test
  default void whatIsUploadedToOneIsServedByTheOther() throws Exception {
    int album = createAlbum("\"Name\": \"Shared\"").get("AlbumID").intValue();
    HttpResponse<String> added =
        one().post("/v1/Pictures/AddPictures", members().owner(), pictures(album, 1));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    String thumb = album(other(), album).get("ThumbUrl").textValue();
    assertThat(thumb).startsWith(other().url());
    assertThat(other().get(thumb, Map.of()).statusCode()).isEqualTo(200);
    String sameOfOne = thumb.replace(other().url(), one().url());
    assertThat(one().get(sameOfOne, Map.of()).statusCode())
        .as("links hold everywhere")
        .isEqualTo(200);
  }

  @Test
  default void anAlbumDoesNotOverflow() throws Exception {
    int album = createAlbum("\"Name\": \"Full\"").get("AlbumID").intValue();
    List<Integer> statuses =
        everywhere(
            8,
            (node, _) ->
                node.post("/v1/Pictures/AddPictures", members().owner(), pictures(album, 9))
                    .statusCode());
    assertThat(statuses).containsOnly(200, 409);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(6);
    assertThat(album(other(), album).get("AlbumSize").intValue()).isEqualTo(54);
  }

  /** The result of an upload: the album's pictures in order, if any. */
  record Reported(boolean isRefused, List<Integer> pictures) {}

  @Test
  default void uploadsOfBothApisOnBothNodesFillAnAlbumToItsLimitAndNotBeyond() throws Exception {
    int album = createAlbum("\"Name\": \"Both APIs\"").get("AlbumID").intValue();
    List<Reported> reported =
        everywhere(
            24, (node, number) -> number % 4 < 2 ? addSeven(node, album) : upload(node, album));
    assertThat(reported).extracting(Reported::isRefused).as("96 do not fit").contains(true, false);
    List<Integer> kept = new ArrayList<>();
    album(other(), album).get("PictureIDs").forEach(id -> kept.add(id.intValue()));
    assertThat(kept)
        .as("what was acknowledged, each once")
        .containsExactlyInAnyOrderElementsOf(
            reported.stream().flatMap(upload -> upload.pictures().stream()).toList())
        .doesNotHaveDuplicates()
        .hasSizeBetween(54, 60);
    assertThat(reported)
        .allSatisfy(upload ->
            assertThat(kept.stream().filter(upload.pictures()::contains).toList())
                .as("an upload keeps its order")
                .isEqualTo(upload.pictures()));
    assertThat(album(one(), album).get("PictureIDs"))
        .isEqualTo(album(other(), album).get("PictureIDs"));
  }

  /** Retries after an overload refusal, as clients should. */
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

  private Reported addSeven(RunningServer node, int album) throws Exception {
    HttpResponse<String> added =
        unhurried(
            () -> node.post("/v1/Pictures/AddPictures", members().owner(), pictures(album, 7)),
            answer -> answer.statusCode() == 503);
    assertThat(added.statusCode()).as(added.body()).isIn(200, 409);
    List<Integer> ids =
        added.headers().firstValue("X-PictureIDs").stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .map(text -> Integer.valueOf(text.strip()))
            .toList();
    assertThat(ids).hasSize(added.statusCode() == 200 ? 7 : 0);
    return new Reported(added.statusCode() == 409, ids);
  }

  private Reported upload(RunningServer node, int album) throws Exception {
    String aid = Long.toString((219074L << 32) + album);
    HttpResponse<String> reply =
        unhurried(
            () -> members().upload(node, Map.of("aid", aid), Base64.getDecoder().decode(IMAGE)),
            answer -> answer.body().contains("\"error_code\":2,"));
    JsonNode photo = ServerProcess.json(reply.body());
    if (photo.has("error_code")) {
      assertThat(photo.get("error_code").intValue()).as(reply.body()).isEqualTo(321);
      return new Reported(true, List.of());
    }
    return new Reported(false, List.of((int) photo.get("pid").asLong()));
  }

  @Test
  default void aNodeThatDiesInMidUploadLosesNothingAndLeavesNothing() throws Exception {
    List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    try (ServerProcess mortal = storage().start(directory().resolve("mortal"));
        ExecutorService uploads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        uploads.execute(() -> uploadUntilItDies(mortal, acknowledged));
      }
      Instant limit = Instant.now().plusSeconds(300);
      while (acknowledged.size() < 12 && Instant.now().isBefore(limit)) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      mortal.kill();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(12);
    for (int album : acknowledged) {
      String thumb = album(other(), album).get("ThumbUrl").textValue();
      assertThat(other().get(thumb, Map.of()).statusCode()).isEqualTo(200);
    }
    assertCheckFindsNothing();
    sweepAsIfLongAgo();
    assertThat(objects())
        .as("one object for each picture, and installation-id")
        .hasSize(picturesInTheDatabase() + 1);
  }

  /** What an operator does after a crash, while the other node continues. */
  private void assertCheckFindsNothing() {
    List<String> arguments = new ArrayList<>(List.of("check", "--data", directory().toString()));
    arguments.addAll(storage().options());
    CommandLineTest.Run check =
        CommandLineTest.run(SharedStorage.environment(), arguments.toArray(String[]::new));
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).contains(": all is well").hasLineCount(1);
    assertThat(check.status()).isZero();
  }

  private void uploadUntilItDies(ServerProcess mortal, List<Integer> acknowledged) {
    try {
      while (acknowledged.size() < 100) {
        int album = createAlbum("\"Name\": \"Crash\"").get("AlbumID").intValue();
        HttpResponse<String> added =
            mortal.post("/v1/Pictures/AddPictures", members().owner(), pictures(album, 1));
        if (added.statusCode() == 200) {
          acknowledged.add(album);
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // The node has died.
    }
  }

  /** Counted in the database, not through the nodes. */
  private int picturesInTheDatabase() throws Exception {
    try (var connection = java.sql.DriverManager.getConnection(storage().database().jdbcUrl());
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM picture")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private List<Path> objects() {
    return S3Server.shared().objects(storage().bucket());
  }

  /** Runs the hourly sweep of a node, on objects that seem older than they are. */
  private void sweepAsIfLongAgo() throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(200_000));
    for (Path object : objects()) {
      Files.setLastModifiedTime(object, longAgo);
    }
    List<String> options = storage().options();
    Map<ServerSetting, String> settings =
        Map.of(
            ServerSetting.DATA, directory().resolve("sweeper").toString(),
            ServerSetting.MASTER_KEY, SharedStorage.MASTER_KEY,
            ServerSetting.DATABASE, options.get(1),
            ServerSetting.MEDIA, options.get(3));
    try (Wiring wiring =
        Wiring.of(
            ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of())),
            new Metrics())) {
      wiring.gallery().operations().sweep();
    }
  }
}
