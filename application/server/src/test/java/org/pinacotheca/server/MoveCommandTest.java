package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.server.CommandLineTest.Run;
import org.pinacotheca.testservers.S3Server;

/** A used installation is moved to PostgreSQL and S3, and works there as before. */
class MoveCommandTest {
  /** Many pages of rows, for a program with 256 MiB. */
  private static final int AUDIT_ENTRIES = 100_000;

  @TempDir static Path directory;
  private static Path data;

  /** As above, with few rows. */
  private static Path small;

  private static UsedGallery gallery;
  private static UsedGallery.Seen seen;
  private SharedStorage target;

  /** Uses everything once, then kills the server. */
  @BeforeAll
  static void leaveAnInstallation() throws Exception {
    data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.start(data)) {
      gallery = new UsedGallery(MigratedMembers.make(server));
      gallery.use(server);
      seen = gallery.look(server);
      server.kill();
    }
    leaveAnOrphan();
    small = Trees.copy(data, directory.resolve("small"));
    String url = "jdbc:hsqldb:file:" + data.resolve("database/gallery") + ";hsqldb.lock_file=false";
    try (Connection connection = DriverManager.getConnection(url, "SA", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO audit_entry (made, act, target) SELECT CURRENT_TIMESTAMP, 'OLD', 'entry'"
              + " FROM UNNEST(SEQUENCE_ARRAY(1, "
              + AUDIT_ENTRIES
              + ", 1))");
      statement.execute("SHUTDOWN");
    }
  }

  /** Files of an upload that was interrupted by a crash long ago. */
  private static void leaveAnOrphan() throws IOException {
    String key = "ab".repeat(16);
    Path folder = Files.createDirectories(data.resolve("media/ab/ab").resolve(key));
    for (Rendition rendition : Rendition.values()) {
      Files.writeString(folder.resolve(rendition.letter()), "left over");
    }
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(200_000)));
  }

  @BeforeEach
  void makeTarget() {
    target = SharedStorage.make();
  }

  @AfterEach
  void dropTarget() {
    target.close();
  }

  private List<String> arguments(Path from, URI endpoint) {
    return List.of(
        "move",
        "--data",
        from.toString(),
        "--to-database",
        target.database().jdbcUrl(),
        "--to-media",
        target.media(endpoint));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(SharedStorage.environment());
    environment.remove("PINACOTHECA_MASTER_KEY");
    return environment;
  }

  private static Process start(List<String> arguments, Path out, Path err) throws IOException {
    ProcessBuilder command =
        ServerProcess.command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
    command.environment().putAll(environment());
    return command.start();
  }

  /** In a separate process, with as little memory as an operator may give it. */
  private static Run run(List<String> arguments) throws Exception {
    Path out = Files.createTempFile(directory, "move", ".out");
    Path err = Files.createTempFile(directory, "move", ".err");
    Process process = start(arguments, out, err);
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the move does not end: " + Files.readString(out));
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> serve(Path from) {
    List<String> serve =
        new ArrayList<>(List.of("serve", "--port", "0", "--data", from.toString()));
    serve.addAll(target.options());
    return serve;
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(),
            Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    }
    return files;
  }

  private int objects() {
    return S3Server.shared().objects(target.bucket()).size();
  }

  @Test
  void aMoveThatIsKilledGoesOnAndTheGalleryAfterIt() throws Exception {
    Map<String, String> before = files(data);
    try (TestProxy store = TestProxy.to(S3Server.shared().endpoint())) {
      killOnTheWay(store);
      Run refused = here(serve(directory.resolve("early")));
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err())
          .startsWith("pinacotheca: a move ")
          .contains("was not finished; run 'pinacotheca move' again")
          .hasLineCount(1);
      goesOn(store);
    }
    assertThat(objects()).as("pictures and installation-id").isEqualTo(UsedGallery.PICTURES + 2);
    assertThat(files(data)).as("the source").isEqualTo(before);

    Path node = Files.createDirectory(directory.resolve("node"));
    Files.copy(data.resolve("master-key"), node.resolve("master-key"));
    String[] options = target.options().toArray(String[]::new);
    try (var _ = SharedStorage.Credentials.ofTheStore();
        LocalServer server = LocalServer.start(node, environment(), options)) {
      gallery.assertGoesOn(server, seen);
    }
    Run again = here(arguments(data, S3Server.shared().endpoint()));
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("is not empty").hasLineCount(1);
  }

  /** Killed when some pictures have arrived and others are not acknowledged yet. */
  private void killOnTheWay(TestProxy store) throws Exception {
    store.holdAnswersOnce(() -> objects() >= 6);
    Process killed =
        start(
            arguments(data, store.address()),
            directory.resolve("killed.out"),
            directory.resolve("killed.err"));
    store.awaitHeld(killed);
    killed.destroyForcibly().waitFor();
    store.breakConnections();
    assertThat(objects()).as("killed on the way").isBetween(6, UsedGallery.PICTURES);
  }

  private void goesOn(TestProxy store) throws Exception {
    Run moved = run(arguments(data, store.address()));
    assertThat(moved.status()).as(moved.out() + moved.err()).isZero();
    assertThat(moved.err()).isEmpty();
    assertThat(moved.out())
        .contains("rows of audit_entry: 1000")
        .containsPattern("rows of ledger_transfer: [0-9]+, as in the source")
        .containsPattern("pictures: [0-9]+ sent, [1-9][0-9]* were there, as in the source")
        .contains("Moved and checked.")
        .doesNotContain(target.database().jdbcUrl(), S3Server.SECRET_KEY);
    assertThat(moved.out().lines().filter(line -> line.startsWith("checked 61 pictures")))
        .as("source and target, to which orphaned files do not go")
        .satisfiesExactly(
            ofSource -> assertThat(ofSource).endsWith(": 1 files-orphaned"),
            ofTarget -> assertThat(ofTarget).endsWith(": all is well"));
  }

  @Test
  void aDamagedSourceIsReportedAndNothingIsMade() throws Exception {
    Path copy = Trees.copy(small, directory.resolve("damaged"));
    try (Stream<Path> paths = Files.walk(copy.resolve("media"))) {
      Files.delete(paths.filter(path -> path.endsWith("s")).findFirst().orElseThrow());
    }
    Run run = here(arguments(copy, S3Server.shared().endpoint()));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("file-missing owner=219074", "Nothing was moved");
    assertThat(objects()).isZero();
    try (Connection connection = DriverManager.getConnection(target.database().jdbcUrl());
        var tables = connection.getMetaData().getTables(null, "public", null, null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void thePicturesMoveAloneAndThenTheRows() throws Exception {
    List<String> options = target.options();
    Run pictures = here(List.of("move", "--data", small.toString(), "--to-media", options.get(3)));
    assertThat(pictures.status()).as(pictures.out() + pictures.err()).isZero();
    assertThat(pictures.out())
        .contains("61 sent", "serve --data " + small + " --media URL", "no longer needed")
        .doesNotContain("start no server");
    Run rows =
        here(
            List.of(
                "move",
                "--data",
                small.toString(),
                "--media",
                options.get(3),
                "--to-database",
                options.get(1)));
    assertThat(rows.status()).as(rows.out() + rows.err()).isZero();
    assertThat(rows.out()).contains("--database URL --media URL").doesNotContain(" sent");
  }

  @Test
  void theRowsMoveAloneAndThenThePictures() throws Exception {
    String database = target.options().get(1);
    Run rows = here(List.of("move", "--data", small.toString(), "--to-database", database));
    assertThat(rows.status()).as(rows.out() + rows.err()).isZero();
    assertThat(rows.out()).contains("serve --data " + small + " --database URL\n");
    assertThat(objects()).isZero();
    Run pictures =
        here(
            List.of(
                "move",
                "--data",
                small.toString(),
                "--database",
                database,
                "--to-media",
                target.options().get(3)));
    assertThat(pictures.status()).as(pictures.out() + pictures.err()).isZero();
    assertThat(pictures.out()).contains("61 sent", "--database URL --media URL");
    List<String> check = new ArrayList<>(List.of("check", "--data", small.toString()));
    check.addAll(target.options());
    assertThat(here(check).out()).contains("checked 61 pictures", "all is well");
  }

  @Test
  void whatCannotBeMovedIsOneLine() {
    assertMisused("name where to move: --to-database, --to-media or both");
    assertMisused(
        "--to-database must be a URL like jdbc:postgresql:", "--to-database", "mysql://x");
    assertMisused("--to-media: an S3 store is given as s3://", "--to-media", "/srv/pictures");
    assertMisused(
        "leave --to-database out",
        "--to-database",
        "jdbc:postgresql://127.0.0.1:1/none",
        "--database",
        "jdbc:postgresql://127.0.0.1:1/none");
    Run unreachable =
        move("--to-database", "jdbc:postgresql://127.0.0.1:1/none?user=a&password=hush");
    assertThat(unreachable.status()).isEqualTo(1);
    assertThat(unreachable.err())
        .contains("not moved: the database cannot be reached")
        .doesNotContain("hush")
        .hasLineCount(1);
  }

  /** In this process, which is faster. */
  private static Run here(List<String> arguments) {
    return SharedStorage.withCredentials(
        S3Server.SECRET_KEY,
        () -> CommandLineTest.run(environment(), arguments.toArray(String[]::new)));
  }

  private static Run move(String... more) {
    return here(
        Stream.concat(Stream.of("move", "--data", small.toString()), Stream.of(more)).toList());
  }

  private static void assertMisused(String words, String... more) {
    Run run = move(more);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("pinacotheca: ").contains(words).hasLineCount(1);
  }
}
