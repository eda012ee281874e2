package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.CommandLineTest.Run;

/** Folders of photographs are imported completely and only once, even after interruptions. */
class ImportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private static LocalServer server;
  private static int members;

  private Path photos;
  private int user;
  private String token;

  @BeforeAll
  static void start() throws Exception {
    server = LocalServer.start(directory.resolve("data"));
    admin("applications", "{\"Name\": \"Program\", \"ApiKey\": \"key\"}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeMember() throws Exception {
    members++;
    photos = Files.createDirectory(directory.resolve("photos-" + members));
    user = admin("members", "{\"Nickname\": \"member\"}").get("UserID").intValue();
    String wanted = "{\"UserID\": %d, \"ApiKey\": \"key\", \"scopes\": [\"profile_gallery\"]}";
    token = admin("tokens", wanted.formatted(user)).get("access_token").textValue();
  }

  private static JsonNode admin(String call, String json) throws IOException {
    return JSON.readTree(server.post("/admin/v1/" + call, ServerProcess.ADMIN_TOKEN, json).body());
  }

  /** A small photograph, different for each number. */
  static byte[] photo(int width, int height, int number) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (number * 7919 + x * 31 + y * 1299) & 0xffffff);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void photos(String folder, int count) throws IOException {
    Path below = Files.createDirectories(photos.resolve(folder));
    for (int i = 1; i <= count; i++) {
      Files.write(below.resolve("p%03d.jpg".formatted(i)), photo(40, 30, i));
    }
  }

  private List<String> arguments(String url, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("import", photos.toString(), "--url", url, "--user", "" + user));
    arguments.addAll(List.of("--application", "key"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Run run(String... more) {
    return CommandLineTest.run(
        Map.of("PINACOTHECA_ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN),
        arguments(server.url(), more).toArray(String[]::new));
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(server.get(path, Map.of("Authorization", "bearer " + token)).body());
  }

  /** The titles in each album, in the order they were added; the key is name|description. */
  private Map<String, List<String>> gallery() throws IOException {
    Map<String, List<String>> gallery = new TreeMap<>();
    for (JsonNode album : get("/v1/Pictures/GetAlbums?UserID=" + user)) {
      Map<Integer, String> titles = new TreeMap<>();
      String query =
          "/v1/Pictures/GetGallery?PageSize=100&UserID="
              + user
              + "&AlbumID="
              + album.get("AlbumID");
      for (JsonNode picture : get(query).get("Pictures")) {
        titles.put(picture.get("PictureID").intValue(), picture.get("Title").textValue());
      }
      gallery.put(
          album.get("AlbumName").textValue() + "|" + album.get("AlbumDescription").textValue(),
          List.copyOf(titles.values()));
    }
    return gallery;
  }

  private static List<String> titles(int from, int to) {
    List<String> titles = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      titles.add("p%03d".formatted(i));
    }
    return titles;
  }

  @Test
  void aFolderIsAnAlbumAndItsPicturesAreAddedOnceInOrder() throws Exception {
    photos("", 1);
    photos("Many", 62);
    photos("2019/Italy", 2);
    photos("2020/Italy", 1);
    Files.createDirectories(photos.resolve("empty/.hidden"));
    Files.writeString(photos.resolve("2019/Thumbs.db"), "ignored");
    Run first = run();
    assertThat(first.err()).isEmpty();
    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("Added 66, there already 0, skipped 0.");
    String root = photos.getFileName().toString();
    Map<String, List<String>> expected =
        Map.of(
            root + "|" + root,
            titles(1, 1),
            "Many|Many",
            titles(1, 60),
            "Many 2|Many",
            titles(61, 62),
            "Italy|2019/Italy",
            titles(1, 2),
            "Italy|2020/Italy",
            titles(1, 1));
    assertThat(gallery()).isEqualTo(expected);
    assertThat(run().out()).contains("Added 0, there already 66, skipped 0.");
    assertThat(gallery()).isEqualTo(expected);
    Files.setLastModifiedTime(
        photos.resolve("Many/p001.jpg"),
        java.nio.file.attribute.FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    photos("Many", 63);
    assertThat(run().out()).contains("Added 1, there already 66, skipped 0.");
    assertThat(gallery().get("Many 2|Many")).isEqualTo(titles(61, 63));
  }

  @Test
  void whatIsNoPictureIsSkippedWithItsReason() throws Exception {
    photos("Mixed", 1);
    Files.writeString(photos.resolve("Mixed/notes.txt"), "notes");
    Files.writeString(photos.resolve("Mixed/broken.jpg"), "no picture");
    Files.write(photos.resolve("Mixed/cut.jpg"), java.util.Arrays.copyOf(photo(400, 300, 1), 2000));
    Files.createSymbolicLink(photos.resolve("Mixed/link.jpg"), photos.resolve("Mixed/p001.jpg"));
    Run run = run();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("Added 1, there already 0, skipped 4.");
    assertThat(run.err())
        .contains("skipped Mixed/notes.txt: is no JPEG, PNG, GIF or WebP file by its name")
        .contains("skipped Mixed/link.jpg: is a symbolic link")
        .contains("skipped Mixed/broken.jpg: Pictures[0].Image must be a JPEG")
        .contains("skipped Mixed/cut.jpg: ");
    assertThat(gallery().get("Mixed|Mixed")).isEqualTo(titles(1, 1));
  }

  @Test
  void whatSystemsLeaveInFoldersIsPassedOverAndReported() throws Exception {
    photos("NAS", 1);
    for (String ignored : List.of("@eaDir/p001.jpg", "#recycle", ".thumbnails", "Cat.lrdata")) {
      photos("NAS/" + ignored, 1);
    }
    for (String ignored : List.of("._p001.jpg", "._p002.jpg", "Thumbs.db", ".DS_Store")) {
      Files.writeString(photos.resolve("NAS").resolve(ignored), "ignored");
    }
    Run run = run();
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "Passed over what systems and programs leave in folders: #recycle (1), *.lrdata (1),"
                + " .DS_Store (1), ._* (2), .thumbnails (1), @eaDir (1), Thumbs.db (1).",
            "Added 1, there already 0, skipped 0.");
    assertThat(gallery()).isEqualTo(Map.of("NAS|NAS", titles(1, 1)));
  }

  @Test
  void picturesAreAddedAsPeopleCountAndKnownByTheirContent() throws Exception {
    Path folder = Files.createDirectories(photos.resolve("Cam"));
    for (int number : new int[] {1, 2, 10}) {
      Files.write(folder.resolve("IMG_" + number + ".jpg"), photo(40, 30, number));
    }
    assertThat(run().status()).isZero();
    assertThat(gallery().get("Cam|Cam")).containsExactly("IMG_1", "IMG_2", "IMG_10");
    Files.move(folder.resolve("IMG_2.jpg"), folder.resolve("At the sea.jpg"));
    assertThat(run().out()).contains("Added 0, there already 3, skipped 0.");
    assertThat(run().out()).contains("Added 0, there already 3, skipped 0.");
    Files.copy(folder.resolve("IMG_10.jpg"), folder.resolve("Copy.jpg"));
    assertThat(run().out())
        .as("a copy is a picture of its own")
        .contains("Added 1, there already 3, skipped 0.");
  }

  @Test
  void aDryRunDoesNothing() throws Exception {
    photos("A folder with quite a long name", 2);
    Run run = run("--dry-run");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("album 'A folder with quite': 2 pictures, 0 there already", "Nothing was done");
    assertThat(gallery()).isEmpty();
    try (var left = Files.list(photos)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void anImportThatIsKilledGoesOnWithoutLossOrRepetition() throws Exception {
    photos("One", 40);
    photos("Two", 40);
    Path journal = photos.resolve(".pinacotheca-import-" + user);
    try (TestProxy proxy = TestProxy.to(URI.create(server.url()))) {
      for (int kills = 1; kills <= 2; kills++) {
        int enough = kills * 10;
        proxy.holdAnswersOnce(() -> added(journal) >= enough);
        String url = proxy.address().toString();
        ProcessBuilder builder = ServerProcess.command(arguments(url, "--parallel", "3"));
        builder.environment().put("PINACOTHECA_ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN);
        builder.redirectErrorStream(true).redirectOutput(directory.resolve("import.log").toFile());
        Process process = builder.start();
        proxy.awaitHeld(process);
        process.destroyForcibly().waitFor();
        proxy.breakConnections();
      }
    }
    assertThat(added(journal)).isLessThan(80);
    assertThat(run().status()).isZero();
    assertThat(gallery()).isEqualTo(Map.of("One|One", titles(1, 40), "Two|Two", titles(1, 40)));
  }

  private static long added(Path journal) {
    if (!Files.exists(journal)) {
      return 0;
    }
    try {
      // The last line may be truncated within a character.
      return new String(Files.readAllBytes(journal), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("\"done\":\"added\""))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatGotNoAnswerBeforeTheServerForgotTheQuestionIsLookedUp() throws Exception {
    photos("Old", 3);
    assertThat(run().status()).isZero();
    Path journal = photos.resolve(".pinacotheca-import-" + user);
    String longAgo = Instant.now().minus(Duration.ofDays(3)).toString();
    List<String> lines =
        Files.readAllLines(journal).stream()
            .filter(line -> !line.contains("\"opened\""))
            .filter(line -> !(line.contains("\"added\"") && line.contains("p003")))
            .map(line -> line.replaceAll("\"at\":\"[^\"]*\"", "\"at\":\"" + longAgo + "\""))
            // Other keys, as if the server had forgotten the original ones.
            .map(line -> line.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"another\""))
            .toList();
    Files.write(journal, lines);
    Files.writeString(journal, "{\"done\":\"add", java.nio.file.StandardOpenOption.APPEND);
    assertThat(run().out()).contains("Added 1, there already 2, skipped 0.");
    assertThat(gallery()).isEqualTo(Map.of("Old|Old", titles(1, 3)));
  }

  @Test
  void anAlbumThatIsGoneOrFullIsFollowedByAnother() throws Exception {
    photos("Trip", 2);
    assertThat(run().status()).isZero();
    int album = get("/v1/Pictures/GetAlbums?UserID=" + user).get(0).get("AlbumID").intValue();
    server.post(
        "/v1/Pictures/RemoveAlbum",
        token,
        "{\"AlbumID\": " + album + ", \"RemoveAllPictures\": true}");
    photos("Trip", 4);
    assertThat(run().out()).contains("Added 2, there already 2, skipped 0.");
    assertThat(gallery()).isEqualTo(Map.of("Trip 2|Trip", titles(3, 4)));
  }

  @Test
  void theJournalIsTheMembersOwn() throws Exception {
    photos("One", 1);
    String journal = photos.resolve("journal").toString();
    assertThat(run("--journal", journal).status()).isZero();
    int first = user;
    Path kept = photos;
    makeMember();
    photos = kept;
    Run run = run("--journal", journal);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("is that of member (" + first + ")", "--journal");
  }

  @Test
  void aMembersOwnTokenWillDoAndAWrongOneIsRefused() throws Exception {
    photos("Own", 1);
    String[] arguments = {"import", photos.toString(), "--url", server.url()};
    assertThat(CommandLineTest.run(Map.of("PINACOTHECA_TOKEN", token), arguments).out())
        .contains("Added 1");
    Run wrong = CommandLineTest.run(Map.of("PINACOTHECA_TOKEN", "nonsense"), arguments);
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).contains("the server refused").doesNotContain("nonsense");
  }
}
