package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.testkit.generate.SamplePictures;

/** The check command on an installation left by a server, run as an operator does. */
class CheckCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADMIN = ServerProcess.ADMIN_TOKEN;

  @TempDir static Path directory;
  private static Path data;

  private record Run(int status, List<String> out, String err) {}

  /** Uses a server, then kills it. */
  @BeforeAll
  static void leaveAnInstallation() throws IOException, InterruptedException {
    data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.start(data)) {
      int owner = admin(server, "members", "{\"Nickname\": \"olivia\"}").get("UserID").asInt();
      String key =
          admin(server, "applications", "{\"Name\": \"Program\", \"photoUpload\": true}")
              .get("ApiKey")
              .asText();
      String token =
          admin(
                  server,
                  "tokens",
                  "{\"UserID\": %d, \"ApiKey\": \"%s\", \"scopes\": [\"profile_gallery\"]}"
                      .formatted(owner, key))
              .get("access_token")
              .asText();
      admin(
          server,
          "credits",
          "{\"UserID\": %d, \"Amount\": 20.00, \"Reference\": \"one\"}".formatted(owner));
      String picture = Base64.getEncoder().encodeToString(SamplePictures.LARGE_PNG.bytes());
      assertThat(
              server
                  .post(
                      "/v1/Pictures/AddPictures",
                      token,
                      "{\"Pictures\": [{\"Image\": \"" + picture + "\"}]}")
                  .statusCode())
          .isEqualTo(200);
      Run refused = check("--data", data.toString());
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("in use by another Pinacotheca").hasLineCount(1);
      server.kill();
    }
  }

  private static JsonNode admin(ServerProcess server, String what, String body) throws IOException {
    return JSON.readTree(server.post("/admin/v1/" + what, ADMIN, body).body());
  }

  /** In this process, which is faster. */
  private static Run check(String... arguments) {
    String[] command =
        Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new);
    CommandLineTest.Run run = CommandLineTest.run(Map.of(), command);
    return new Run(run.status(), run.out().lines().toList(), run.err());
  }

  /** In a separate process, as an operator does. */
  private static Run checkAsOperator(List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("check"));
    command.addAll(arguments);
    Path out = Files.createTempFile(directory, "check", ".out");
    Path err = Files.createTempFile(directory, "check", ".err");
    Process process =
        ServerProcess.command(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the check does not end");
    }
    return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  /** Every file below the directory with its content. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        contents.put(
            root.relativize(path).toString(),
            Files.isRegularFile(path)
                ? Files.getLastModifiedTime(path)
                    + HexFormat.of().formatHex(Files.readAllBytes(path))
                : "directory");
      }
    }
    return contents;
  }

  private static Path copy(String name) throws IOException {
    return Trees.copy(data, directory.resolve(name));
  }

  @Test
  void whatAKilledServerLeftIsSoundAndStaysAsItIs() throws IOException, InterruptedException {
    Map<String, String> before = contents(data);
    for (String[] options : new String[][] {{}, {"--deep"}}) {
      List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
      arguments.addAll(List.of(options));
      Run run = checkAsOperator(arguments);
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .containsExactly("checked 1 pictures, 0 albums, 1 transfers, 0 purchases: all is well");
      assertThat(run.status()).isZero();
    }
    assertThat(contents(data)).isEqualTo(before);
  }

  @Test
  void eachThingThatIsWrongIsOneLine() throws IOException {
    Path copy = copy("without-thumb");
    Path thumb;
    try (Stream<Path> paths = Files.walk(copy.resolve("media"))) {
      thumb = paths.filter(path -> path.endsWith("s")).findFirst().orElseThrow();
    }
    String key = String.valueOf(thumb.toAbsolutePath().getParent().getFileName());
    Files.delete(thumb);
    Run run = check("--data", copy.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsExactly(
            "file-missing owner=1 picture=1 rendition=thumb files="
                + key
                + ": the file is missing; restore the file from a backup, or remove the picture",
            "checked 1 pictures, 0 albums, 1 transfers, 0 purchases: 1 file-missing");
    Run json = check("--data", copy.toString(), "--json");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.out()).hasSize(2);
    JsonNode finding = JSON.readTree(json.out().getFirst());
    assertThat(finding.get("finding").asText()).isEqualTo("file-missing");
    assertThat(finding.get("about").get("rendition").asText()).isEqualTo("thumb");
    JsonNode summary = JSON.readTree(json.out().getLast());
    assertThat(summary.get("sound").asBoolean()).isFalse();
    assertThat(summary.get("found").get("file-missing").asInt()).isEqualTo(1);
  }

  @Test
  void noMoreThanTheWantedFindingsAreListedAndAllCounted() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("no-media"));
    Run run = check("--data", data.toString(), "--media", empty.toString(), "--findings-max", "2");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).hasSize(5);
    assertThat(run.out().get(0)).startsWith("other-media: ");
    assertThat(run.out().get(3)).isEqualTo("file-missing: 3 more of 5");
    assertThat(run.out().get(4)).endsWith(": 1 other-media, 5 file-missing");
  }

  @Test
  void anotherMasterKeyIsAFinding() throws IOException {
    Path copy = copy("other-key");
    Files.writeString(
        copy.resolve("master-key"), "ab".repeat(32) + "\n", StandardCharsets.US_ASCII);
    Run run = check("--data", copy.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).hasSize(2);
    assertThat(run.out().getFirst()).startsWith("master-key: the database began with another");
    assertThat(String.join("", run.out())).doesNotContain("abab");
  }

  @Test
  void whatCannotBeCheckedIsOneLineAndNothingIsMade() throws IOException {
    Path wrong = directory.resolve("wrong");
    assertCannot("there is no directory " + wrong, "--data", wrong.toString());
    assertThat(wrong).doesNotExist();
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertCannot("there is no master key", "--data", empty.toString());
    assertThat(contents(empty)).hasSize(1);
    Files.copy(data.resolve("master-key"), empty.resolve("master-key"));
    assertCannot("there is no directory " + empty.resolve("media"), "--data", empty.toString());
    Files.createDirectory(empty.resolve("media"));
    assertCannot(
        "there is no database in " + empty.resolve("database"), "--data", empty.toString());
    assertThat(contents(empty)).hasSize(3);
    assertCannot("--findings-max must be", "--data", data.toString(), "--findings-max", "0");
    assertCannot("unknown option '--dep'", "--dep");
    assertCannot(
        "the database cannot be checked: ",
        "--data",
        data.toString(),
        "--database",
        "jdbc:postgresql://127.0.0.1:1/none?user=none");
    assertCannot(
        "Connection refused",
        "--data",
        data.toString(),
        "--database",
        "jdbc:postgresql://127.0.0.1:1/none?user=none");
    assertCannot(
        "the pictures cannot be checked: ",
        "--data",
        data.toString(),
        "--media",
        "s3://none/at-all?endpoint=http://127.0.0.1:1&region=test-1");
  }

  private static void assertCannot(String words, String... arguments) {
    Run run = check(arguments);
    assertThat(run.err()).startsWith("pinacotheca: ").contains(words).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }
}
