package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.CommandLineTest.Run;

/** The operator manages a running server from the command line. */
class AdminCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private static LocalServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LocalServer.startWithoutAdminToken(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Run admin(String... words) {
    List<String> arguments = new ArrayList<>(List.of("admin"));
    arguments.addAll(List.of(words));
    arguments.addAll(
        List.of("--url", server.url(), "--data", directory.resolve("data").toString()));
    return CommandLineTest.run(Map.of(), arguments.toArray(String[]::new));
  }

  private static JsonNode json(String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--json");
    Run run = admin(arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JSON.readTree(run.out());
  }

  private static Path secret(String content) throws Exception {
    return Files.writeString(Files.createTempFile(directory, "secret", ""), content + "\n");
  }

  @Test
  void everyCallIsMade() throws Exception {
    assertThat(json("communities", "add", "--name", "alpine", "--title", "Alpine club"))
        .isEqualTo(JSON.readTree("{\"name\": \"alpine\", \"title\": \"Alpine club\"}"));
    assertThat(
            json("members", "add", "--nickname", "olivia", "--id", "501", "--community", "alpine"))
        .isEqualTo(
            JSON.readTree(
                "{\"UserID\":501,\"Nickname\":\"olivia\",\"community\":\"alpine\","
                    + "\"Suspended\":false}"));
    json("members", "add", "--nickname", "martha", "--id", "503");
    int group =
        json("groups", "add", "--name", "Photographers", "--manager", "503", "--members", "501,503")
            .get("GroupID")
            .intValue();
    JsonNode replaced =
        json("groups", "replace", "" + group, "--name", "Atelier", "--manager", "503");
    assertThat(replaced.get("Name").textValue()).isEqualTo("Atelier");
    assertThat(replaced.get("MemberUserIDs")).isEqualTo(JSON.readTree("[503]"));
    String key = application();
    String token = token(key);
    assertThat(server.get("/v1/Account/VerifyCredentials", bearer(token)).statusCode())
        .isEqualTo(200);
    assertThat(json("members", "suspend", "501").get("Suspended").booleanValue()).isTrue();
    assertThat(server.get("/v1/Account/VerifyCredentials", bearer(token)).statusCode())
        .isEqualTo(403);
    assertThat(json("members", "list", "--search", "OLIV").get("Members"))
        .isEqualTo(
            JSON.readTree(
                "[{\"UserID\":501,\"Nickname\":\"olivia\",\"community\":\"alpine\","
                    + "\"Suspended\":true}]"));
    assertThat(json("members", "resume", "501").get("Suspended").booleanValue()).isFalse();
    assertThat(json("groups", "list").get("GroupsTotal").intValue()).isEqualTo(1);
    assertThat(json("applications", "list", "--search", "old").toString())
        .contains("oldkey")
        .doesNotContain("old-secret");
    admin("tokens", "revoke", "--token-file", secret(token).toString());
    assertThat(server.get("/v1/Account/VerifyCredentials", bearer(token)).statusCode())
        .isEqualTo(401);
    String session =
        json("sessions", "add", "--user", "501", "--api-key", key, "--expires-in", "5")
            .get("session_key")
            .textValue();
    Run revoked = admin("sessions", "revoke", "--session-key-file", secret(session).toString());
    assertThat(revoked).isEqualTo(new Run(0, "Done." + System.lineSeparator(), ""));
    JsonNode credits =
        json("credits", "grant", "--user", "501", "--amount", "20.50", "--reference", "r-1");
    assertThat(credits.get("Balance").decimalValue()).isEqualByComparingTo("20.5");
    Run grant = admin("credits", "refund", "--transaction", "1", "--reason", "no sale");
    assertThat(grant.status()).isEqualTo(1);
    assertThat(grant.err()).contains("Only what a member paid");
    Run moderated = admin("pictures", "moderate", "77", "--unsafe");
    assertThat(moderated.status()).isEqualTo(1);
    assertThat(moderated.err()).contains("There is no such picture: 77.");
    JsonNode audit = json("audit", "list", "--subject", "501", "--page-size", "2");
    assertThat(audit.get("Entries")).hasSize(2);
    assertThat(audit.get("EntriesTotal").intValue()).isGreaterThan(2);
    Run erased = admin("members", "erase", "501");
    assertThat(erased).isEqualTo(new Run(0, "Done." + System.lineSeparator(), ""));
    Run late = admin("tokens", "add", "--user", "501", "--api-key", key, "--scope", "messages");
    assertThat(late.status()).isEqualTo(1);
  }

  private static String application() throws Exception {
    JsonNode application =
        json(
            "applications",
            "add",
            "--name",
            "Old program",
            "--api-key",
            "oldkey",
            "--secret-file",
            secret("old-secret").toString(),
            "--photo-upload",
            "--allowed-addresses",
            "10.0.0.0/8,192.0.2.1");
    assertThat(application.get("Secret").textValue()).isEqualTo("old-secret");
    assertThat(application.get("photoUpload").booleanValue()).isTrue();
    assertThat(application.get("desktop").booleanValue()).isFalse();
    assertThat(application.get("allowedAddresses")).hasSize(2);
    return application.get("ApiKey").textValue();
  }

  private static String token(String key) throws Exception {
    JsonNode token =
        json(
            "tokens",
            "add",
            "--user",
            "501",
            "--api-key",
            key,
            "--scope",
            "profile_gallery,account_credits_history",
            "--expires-in",
            "60");
    assertThat(token.get("expires_in").intValue()).isEqualTo(60);
    return token.get("access_token").textValue();
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "bearer " + token);
  }

  @Test
  void peopleGetATableAndAreReportedToKeepWhatIsShownOnce() {
    Run member = admin("members", "add", "--nickname", "奥利维亚", "--id", "601");
    assertThat(member.out().lines())
        .containsExactly("UserID     601", "Nickname   奥利维亚", "community  -", "Suspended  false");
    assertThat(member.err()).isEmpty();
    Run application = admin("applications", "add", "--name", "Shown once");
    assertThat(application.err()).contains("Keep the Secret");
    assertThat(application.out()).contains("Secret  ").contains("Shown once");
  }

  @Test
  void aRefusalIsTheServersAndFails() {
    admin("members", "add", "--nickname", "first", "--id", "701");
    Run run = admin("members", "add", "--nickname", "second", "--id", "701");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip()).isEqualTo("pinacotheca: The member 701 is somebody else.");
  }

  @Test
  void theTokenOfAnotherServerIsNotShown() throws Exception {
    Run run =
        admin("audit", "list", "--admin-token-file", secret("of-another-server-1234").toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("does not take this admin token")
        .doesNotContain("of-another-server-1234");
  }
}
