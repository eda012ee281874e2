package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.server.ServerProcess.ok;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.CommandLineTest.Run;
import org.pinacotheca.testkit.generate.SamplePictures;

/** A backup made after the erasure of a member contains nothing of them. */
class BackupAfterErasureTest {
  private static final String NICKNAME = "Quibblewick";
  private static final String TITLE = "Grandmother at Lake Tarn";
  private static final String DESCRIPTION = "Only for my \u00e9lite friends";
  private static final String ALBUM = "Wedding 1998";
  private static final String CAPTION = "Cousin Balthasar";
  private static final String FILE = "sunset.jpg";
  private static final String PIN = "Qz7X";
  private static final String RETRY_KEY = "quibblewick-retry-1";
  private static final String REFERENCE = "invoice-of-quibblewick";
  private static final String SESSION = "0a1b2c3d4e5f60718293a4b5-qUibbLe9wick.";

  /** Enough bytes from the middle of a file to be unique. */
  private static final int SAMPLE = 24;

  @TempDir Path directory;

  @Test
  void noByteOfAnErasedMemberIsInIt() throws Exception {
    Path data = directory.resolve("data");
    byte[] before;
    byte[] after;
    List<String> texts = new ArrayList<>();
    List<byte[]> pictures;
    try (LocalServer server = LocalServer.start(data)) {
      MigratedMembers.make(server);
      List<Path> ofOthers = files(data.resolve("media"));
      int member = use(server, texts);
      List<Path> theirs = files(data.resolve("media"));
      theirs.removeAll(ofOthers);
      assertThat(theirs).hasSize(10);
      pictures = samples(theirs);
      before = backup(server, data, "before.tar");
      erase(server, member);
      after = backup(server, data, "after.tar");
    }
    assertThat(found(before, texts, pictures))
        .as("what is there is seen")
        .contains(NICKNAME, TITLE, DESCRIPTION, ALBUM, CAPTION, RETRY_KEY, REFERENCE)
        .contains("picture 0", "picture 9");
    assertThat(found(after, texts, pictures)).isEmpty();

    Path restored = directory.resolve("restored");
    Run restore = run("restore", directory.resolve("after.tar"), "--data", restored);
    assertThat(restore.status()).as(restore.err()).isZero();
    Run check = run("check", "--data", restored);
    assertThat(check.out()).contains("checked 0 pictures", ": all is well");
    assertThat(check.status()).isZero();
  }

  /** Does everything that leaves data of a member; returns their number. */
  private static int use(LocalServer server, List<String> texts) throws Exception {
    int member =
        server
            .admin(
                "members",
                "{\"Nickname\": \"%s\", \"community\": \"mycommunity\"}".formatted(NICKNAME))
            .get("UserID")
            .intValue();
    String token = server.token(member, MigratedMembers.API_KEY, "\"profile_gallery\"");
    server.admin(
        "sessions",
        "{\"UserID\": %d, \"ApiKey\": \"%s\", \"session_key\": \"%s\"}"
            .formatted(member, MigratedMembers.API_KEY, SESSION));
    server.admin(
        "credits",
        "{\"UserID\": %d, \"Amount\": 5, \"Reference\": \"%s\"}".formatted(member, REFERENCE));
    String fields =
        "{\"Name\": \"%s\", \"Description\": \"%s\", \"PinNumber\": \"%s\", \"PINPrice\": 2.50}";
    var created =
        server.send(
            server
                .writing("/v1/Pictures/CreateAlbum", token)
                .header("Idempotency-Key", RETRY_KEY)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        fields.formatted(ALBUM, DESCRIPTION, PIN))));
    String image = Base64.getEncoder().encodeToString(SamplePictures.LARGE_PNG.bytes());
    String add =
        "{\"AlbumID\": %s, \"Pictures\": [{\"Title\": \"%s\", \"Description\": \"%s\","
            + " \"Image\": \"%s\"}]}";
    var added =
        server.post(
            "/v1/Pictures/AddPictures",
            token,
            add.formatted(ok(created).get("AlbumID"), TITLE, DESCRIPTION, image));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    ok(
        new MigratedMembers(token, "", SESSION, "5f4dcc3b5aa765d61d8327deb882cf99")
            .upload(server, Map.of("caption", CAPTION), SamplePictures.MIDDLE_JPEG.bytes()));
    texts.addAll(List.of(NICKNAME, TITLE, DESCRIPTION, ALBUM, CAPTION, FILE, PIN));
    texts.addAll(List.of(RETRY_KEY, REFERENCE, SESSION, token));
    for (String hidden : List.of(token, SESSION)) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(hidden.getBytes(UTF_8));
      texts.add(HexFormat.of().formatHex(hash));
    }
    return member;
  }

  private static void erase(LocalServer server, int member) {
    var erased =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/admin/v1/members/" + member))
                .header("Authorization", "bearer " + ServerProcess.ADMIN_TOKEN)
                .DELETE());
    assertThat(erased.statusCode()).as(erased.body()).isIn(200, 204);
  }

  private byte[] backup(LocalServer server, Path data, String name) throws IOException {
    Path file = directory.resolve(name);
    Run run = run("backup", file, "--data", data, "--url", server.url());
    assertThat(run.status()).as(run.err()).isZero();
    return Files.readAllBytes(file);
  }

  private static Run run(Object... arguments) {
    return CommandLineTest.run(
        Map.of("PINACOTHECA_ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN),
        Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return new ArrayList<>(paths.filter(Files::isRegularFile).sorted().toList());
    }
  }

  private static List<byte[]> samples(List<Path> files) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      int middle = bytes.length / 2;
      samples.add(java.util.Arrays.copyOfRange(bytes, middle, middle + SAMPLE));
    }
    return samples;
  }

  /** Which of them occur, in any encoding, in the archive, which is not compressed. */
  private static List<String> found(byte[] archive, List<String> texts, List<byte[]> pictures) {
    String content = new String(archive, ISO_8859_1);
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      String escaped = text.replace("\u00e9", "\\u00e9");
      for (Charset charset : List.of(UTF_8, UTF_16BE)) {
        for (String written : List.of(text, escaped)) {
          if (content.contains(new String(written.getBytes(charset), ISO_8859_1))) {
            found.add(text);
          }
        }
      }
    }
    for (int i = 0; i < pictures.size(); i++) {
      if (content.contains(new String(pictures.get(i), ISO_8859_1))) {
        found.add("picture " + i);
      }
    }
    return found;
  }
}
