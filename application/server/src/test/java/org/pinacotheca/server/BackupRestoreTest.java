package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.server.CommandLineTest.Run;
import org.pinacotheca.server.backup.InstallationBackup;
import org.pinacotheca.server.demo.Demo;

/** A backup is restored completely, or not at all. */
class BackupRestoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PHOTO =
      Base64.getEncoder().encodeToString(ImportTest.photo(60, 40, 1));

  @TempDir static Path original;
  @TempDir Path directory;

  /** Makes the directory of a stopped installation with the demo's members and pictures. */
  @BeforeAll
  static void makeInstallation() throws IOException {
    try (Opened opened = Opened.in(original)) {
      Demo.world(opened.gallery);
    }
  }

  private static Run run(Object... arguments) {
    return CommandLineTest.run(
        Map.of(), Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  private Path installation() throws IOException {
    return Trees.copy(original, directory.resolve("data"));
  }

  /** An installation wired as in the server, with access to its parts. */
  private record Opened(
      JdbiStorage storage, DiskPictureFiles files, PooledImageProcessor processor, Gallery gallery)
      implements AutoCloseable {
    static Opened in(Path data) throws IOException {
      Files.createDirectories(data);
      MasterKey key = MasterKey.inDirectory(data);
      JdbiStorage storage =
          JdbiStorage.openHsqldb(
              data.resolve("database"),
              new AesGcmCipher(key),
              InstantSource.system(),
              JdbiSettings.DEFAULT);
      DiskPictureFiles files = DiskPictureFiles.open(data.resolve("media"));
      PooledImageProcessor processor =
          PooledImageProcessor.open(ImageSettings.defaults(data.resolve("native")));
      Gallery gallery =
          Gallery.of(
              storage.unitOfWork(),
              files,
              processor,
              new HmacSecrets(key),
              GallerySettings.DEFAULT);
      return new Opened(storage, files, processor, gallery);
    }

    @Override
    public void close() {
      processor.close();
      storage.close();
    }
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static long pictures(Path data) throws IOException {
    return files(data.resolve("media")).keySet().stream().filter(it -> it.endsWith("/o")).count();
  }

  @Test
  void aPictureRemovedWhileTheBackupRunsIsWholeInItAndGoneAfterwards() throws Exception {
    Path data = directory.resolve("data");
    Path file = directory.resolve("backup.tar");
    long before;
    try (Opened opened = Opened.in(data)) {
      ExampleWorld world = Demo.world(opened.gallery);
      Caller owner =
          Caller.of(world.owner().id(), world.application().key(), Set.of(Scope.PROFILE_GALLERY));
      before = pictures(data);
      InstallationBackup backup =
          new InstallationBackup(
              "test",
              data,
              opened.files,
              copy -> {
                opened.storage.copyEmbedded(copy);
                RemoveAlbum removal = new RemoveAlbum(world.open().id(), true);
                assertThat(opened.gallery.albums().remove(owner, removal))
                    .isInstanceOf(RemoveAlbum.Removed.class);
              });
      try (var out = Files.newOutputStream(file)) {
        backup.writeTo(out);
      }
      assertThat(pictures(data)).isBetween(1L, before - 1);
      assertThat(data.resolve("spool")).isEmptyDirectory();
    }
    Path restored = directory.resolve("restored");
    Run run = run("restore", file, "--data", restored);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(before + " pictures");
    assertThat(pictures(restored)).isEqualTo(before);
  }

  @Test
  void aRunningServerIsBackedUpWhileItWorks() throws Exception {
    Path data = directory.resolve("data");
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicInteger granted = new AtomicInteger();
    int grantedBefore;
    List<Path> backups = new ArrayList<>();
    String token;
    try (LocalServer server = LocalServer.startWithoutAdminToken(data)) {
      String admin = Files.readString(data.resolve("admin-token")).strip();
      token = member(server, admin);
      Thread uploads = Thread.ofPlatform().start(() -> uploadAndRemove(server, token, isOver));
      Thread grants = Thread.ofPlatform().start(() -> grant(server, admin, granted, isOver));
      while (granted.get() < 5) {
        Thread.onSpinWait();
      }
      grantedBefore = granted.get();
      for (int i = 0; i < 3; i++) {
        Path file = directory.resolve("backup-" + i + ".tar");
        Run run = run("backup", file, "--data", data, "--url", server.url());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Backed up and verified", "Guard this file");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        backups.add(file);
      }
      isOver.set(true);
      uploads.join();
      grants.join();
    }
    for (Path file : backups) {
      Path restored = Path.of(file + ".restored");
      assertThat(run("restore", file, "--data", restored).err()).isEmpty();
      assertWhole(restored, token, grantedBefore);
    }
  }

  private static String member(LocalServer server, String admin) throws IOException {
    server.post("/admin/v1/members", admin, "{\"Nickname\": \"olivia\"}");
    server.post("/admin/v1/applications", admin, "{\"Name\": \"Program\", \"ApiKey\": \"key\"}");
    String wanted =
        "{\"UserID\": 1, \"ApiKey\": \"key\", \"expiresInSeconds\": 86400, \"scopes\":"
            + " [\"profile_gallery\", \"account_credits_history\"]}";
    return JSON.readTree(server.post("/admin/v1/tokens", admin, wanted).body())
        .get("access_token")
        .textValue();
  }

  private static void uploadAndRemove(LocalServer server, String token, AtomicBoolean isOver) {
    String pictures = "{\"Pictures\": [{\"Image\": \"" + PHOTO + "\"}]}";
    for (int i = 0; !isOver.get(); i++) {
      var added = server.post("/v1/Pictures/AddPictures", token, pictures);
      assertThat(added.statusCode()).isEqualTo(200);
      if (i % 3 > 0) {
        String id = added.headers().firstValue("X-PictureIDs").orElseThrow();
        server.post("/v1/Pictures/RemovePictures", token, "{\"PictureIDs\": [" + id + "]}");
      }
    }
  }

  private static void grant(
      LocalServer server, String admin, AtomicInteger granted, AtomicBoolean isOver) {
    while (!isOver.get()) {
      int number = granted.get() + 1;
      String grant = "{\"UserID\": 1, \"Amount\": 1.25, \"Reference\": \"grant-" + number + "\"}";
      assertThat(server.post("/admin/v1/credits", admin, grant).statusCode()).isEqualTo(200);
      granted.set(number);
    }
  }

  /** Every picture of the restored gallery is served, and its ledger adds up. */
  private static void assertWhole(Path restored, String token, int grantedAtLeast)
      throws Exception {
    Map<String, String> bearer = Map.of("Authorization", "bearer " + token);
    try (LocalServer server = LocalServer.startWithoutAdminToken(restored)) {
      JsonNode page;
      int number = 1;
      int served = 0;
      do {
        String query = "/v1/Pictures/GetGallery?UserID=1&PageSize=100&PageNumber=" + number++;
        page = JSON.readTree(server.get(query, bearer).body());
        for (JsonNode picture : page.get("Pictures")) {
          assertThat(server.get(picture.get("ImageUrl").textValue(), Map.of()).statusCode())
              .isEqualTo(200);
          served++;
        }
      } while (number <= page.get("PageCount").intValue());
      assertThat(served).isEqualTo(page.get("PicturesTotal").intValue());
      assertThat(pictures(restored)).isEqualTo(served);
      BigDecimal balance =
          new BigDecimal(server.get("/v1/CreditHistory/GetCurrentCreditBalance", bearer).body());
      JsonNode history =
          JSON.readTree(server.get("/v1/CreditHistory/GetCreditsHistory", bearer).body());
      JsonNode last = history.get("CreditHistory").get(history.get("CreditHistory").size() - 1);
      assertThat(last.get("Balance").decimalValue()).isEqualByComparingTo(balance);
      assertThat(balance.divide(new BigDecimal("1.25")))
          .isGreaterThanOrEqualTo(BigDecimal.valueOf(grantedAtLeast));
    }
  }

  @Test
  void aStoppedInstallationIsBackedUpAndRestoredAsItWas() throws Exception {
    Path data = installation();
    Path file = directory.resolve("backup.tar");
    assertThat(run("backup", file, "--data", data).status()).isZero();
    assertThat(run("backup", file, "--data", data).err()).contains("never writes over another");
    Path restored = directory.resolve("restored");
    assertThat(run("restore", file, "--data", restored).status()).isZero();
    assertThat(files(restored.resolve("media")).keySet())
        .isEqualTo(files(data.resolve("media")).keySet());
    assertThat(Files.readString(restored.resolve("master-key")))
        .isEqualTo(Files.readString(data.resolve("master-key")));
    Path volume = Files.createDirectories(directory.resolve("volume/lost+found")).getParent();
    assertThat(run("restore", file, "--data", volume).err()).isEmpty();
    assertThat(pictures(volume)).isEqualTo(pictures(data));
    Map<String, byte[]> before = files(restored);
    Run again = run("restore", file, "--data", restored);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("is not empty");
    assertThat(files(restored).keySet()).isEqualTo(before.keySet());
  }

  @Test
  void aDamagedBackupIsRefusedOrRestoresTheSame() throws Exception {
    Path data = installation();
    Path file = directory.resolve("backup.tar");
    assertThat(run("backup", file, "--data", data).status()).isZero();
    Path right = directory.resolve("right");
    assertThat(run("restore", file, "--data", right).status()).isZero();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 16; i++) {
      byte[] damaged = whole.clone();
      if (i % 4 == 0) {
        damaged = Arrays.copyOf(whole, random.nextInt(whole.length - 10_240));
      } else {
        damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Path bad = Files.write(directory.resolve("bad-" + i + ".tar"), damaged);
      Path target = directory.resolve("target-" + i);
      Run run = run("restore", bad, "--data", target);
      if (run.status() == 0) {
        assertThat(files(target)).usingRecursiveComparison().isEqualTo(files(right));
      } else {
        assertThat(run.err()).startsWith("pinacotheca: ").contains("bad-" + i + ".tar");
        assertThat(target).doesNotExist();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(8);
  }

  @Test
  void whatIsNoBackupOfThisReleaseIsRefused() throws Exception {
    assertRefused("it is no backup", "other", "content");
    assertRefused("format '2' of Pinacotheca 9.9", "pinacotheca-backup", "format=2\nversion=9.9\n");
    String head = "format=1\n";
    assertRefused(
        "'../evil', which no backup has", "pinacotheca-backup", head, "../evil", "content");
    assertRefused("cut off", "pinacotheca-backup", head);
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  private void assertRefused(String message, String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        TarArchiveEntry entry = new TarArchiveEntry(entries[i]);
        entry.setSize(entries[i + 1].length());
        tar.putArchiveEntry(entry);
        tar.write(entries[i + 1].getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        tar.closeArchiveEntry();
      }
    }
    Path file = Files.write(directory.resolve("made.tar"), bytes.toByteArray());
    Path target = directory.resolve("target");
    Run run = run("restore", file, "--data", target);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(message);
    assertThat(target).doesNotExist();
  }

  @Test
  void aBackupThatArrivesCutOffLeavesNoFile() throws Exception {
    Path data = installation();
    Path file = directory.resolve("backup.tar");
    assertThat(run("backup", file, "--data", data).status()).isZero();
    byte[] whole = Files.readAllBytes(file);
    HttpServer half =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    half.createContext(
        "/admin/v1/backup",
        exchange -> {
          exchange.sendResponseHeaders(200, whole.length / 2);
          exchange.getResponseBody().write(whole, 0, whole.length / 2);
          exchange.close();
        });
    half.start();
    try {
      Files.writeString(data.resolve("admin-token"), "token-for-the-test");
      Path cut = directory.resolve("cut.tar");
      String url = "http://127.0.0.1:" + half.getAddress().getPort();
      Run run = run("backup", cut, "--data", data, "--url", url);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("the backup failed", "cut off");
      try (var left = Files.list(directory)) {
        assertThat(left.map(it -> it.getFileName().toString()))
            .noneMatch(it -> it.startsWith("cut"));
      }
    } finally {
      half.stop(0);
    }
  }

  @Test
  void noServerStartsOnARestoreThatWasInterrupted() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.createDirectory(data.resolve(".restoring"));
    Run serve = run("serve", "--port", "0", "--data", data);
    assertThat(serve.status()).isEqualTo(2);
    assertThat(serve.err()).contains("was interrupted", "restore again");
    Run restore = run("restore", directory.resolve("any.tar"), "--data", data);
    assertThat(restore.status()).isEqualTo(1);
    assertThat(data.resolve("database")).doesNotExist();
  }
}
