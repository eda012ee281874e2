package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.CommandLineTest.Run;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testservers.S3Server;

/** The log of a node at its start, and while shared storage is unavailable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeStartTest {
  private static final String PICTURE =
      Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes());

  private Path directory;
  private SharedStorage storage;

  @BeforeAll
  void begin(@TempDir Path temporary) throws IOException {
    directory = temporary;
    storage = SharedStorage.make();
    try (var _ = SharedStorage.Credentials.ofTheStore()) {
      storage.startHere(directory.resolve("first")).close();
    }
  }

  @AfterAll
  void end() {
    storage.close();
  }

  private Run refused(Map<String, String> environment, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(List.of("--data", directory.resolve("refused").toString()));
    arguments.addAll(options);
    Run run =
        SharedStorage.withCredentials(
            environment.get("AWS_SECRET_ACCESS_KEY"),
            () -> CommandLineTest.run(environment, arguments.toArray(String[]::new)));
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("pinacotheca: ").doesNotContain(S3Server.SECRET_KEY);
    return run;
  }

  private static Map<String, String> environmentWith(String name, String value) {
    Map<String, String> environment = new java.util.HashMap<>(SharedStorage.environment());
    environment.put(name, value);
    return environment;
  }

  @Test
  void aNodeWithAnotherMasterKeyIsRefused() throws Exception {
    Run refused =
        refused(environmentWith("PINACOTHECA_MASTER_KEY", "6d".repeat(32)), storage.options());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("another master key", "PINACOTHECA_MASTER_KEY")
        .doesNotContain("6d6d");
  }

  @Test
  void aStoreOfAnotherDatabaseIsRefused() throws Exception {
    try (SharedStorage other = SharedStorage.make()) {
      List<String> options = new ArrayList<>(storage.options());
      options.set(1, other.database().jdbcUrl());
      Run refused = refused(SharedStorage.environment(), options);
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err())
          .contains("are those of installation", "/gallery/installation-id", "nothing was deleted");
    }
  }

  @Test
  void aStoreThatCannotBeUsedIsReportedInOneLine() throws Exception {
    Run wrongSecret = refused(environmentWith("AWS_SECRET_ACCESS_KEY", "wrong"), storage.options());
    assertThat(wrongSecret.status()).isEqualTo(1);
    assertThat(wrongSecret.err())
        .contains("the pictures' store cannot be used", "refuses the credentials");
    String endpoint = S3Server.shared().endpoint().toString();
    Run noBucket =
        refused(
            SharedStorage.environment(),
            List.of("--media", "s3://no-such-bucket?endpoint=" + endpoint));
    assertThat(noBucket.status()).isEqualTo(1);
    assertThat(noBucket.err()).contains("there is no bucket 'no-such-bucket' at " + endpoint);
  }

  @Test
  void nodesWithOneMasterKeyMakeTheSameAdminToken() throws Exception {
    Map<String, String> environment = new java.util.HashMap<>(SharedStorage.environment());
    environment.remove("PINACOTHECA_ADMIN_TOKEN");
    String[] options = storage.options().toArray(String[]::new);
    try (var _ = SharedStorage.Credentials.ofTheStore();
        LocalServer third = LocalServer.start(directory.resolve("3"), environment, options);
        LocalServer fourth = LocalServer.start(directory.resolve("4"), environment, options)) {
      String token = Files.readString(directory.resolve("3").resolve("admin-token")).strip();
      assertThat(fourth.post("/admin/v1/members", token, "{\"Nickname\": \"four\"}").statusCode())
          .isEqualTo(200);
      assertThat(third.url()).isNotEqualTo(fourth.url());
    }
  }

  @Test
  void aStoreThatGoesAwayIsUnreadyAndUnavailableButNoSecretIsReported() throws Exception {
    S3Server shared = S3Server.shared();
    try (TestProxy store = TestProxy.to(shared.endpoint())) {
      String media = "s3://" + shared.makeBucket() + "?endpoint=" + store.address();
      try (ServerProcess server =
          ServerProcess.start(
              directory.resolve("alone"), SharedStorage.environment(), "--media", media)) {
        MigratedMembers alone = MigratedMembers.make(server);
        assertThat(server.get("/health/ready", Map.of()).body()).contains("\"media\":\"UP\"");
        store.goAway();
        HttpResponse<String> ready = server.get("/health/ready", Map.of());
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"media\":\"DOWN\"", "\"storage\":\"UP\"");
        HttpResponse<String> refused =
            server.post(
                "/v1/Pictures/AddPictures",
                alone.owner(),
                "{\"Pictures\": [{\"Title\": \"Small\", \"Image\": \"" + PICTURE + "\"}]}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("storage_unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.log())
            .contains("cannot be reached")
            .doesNotContain(S3Server.SECRET_KEY, SharedStorage.MASTER_KEY, alone.owner());
      }
    }
  }
}
