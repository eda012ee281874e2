package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pinacotheca.server.demo.DemoPictures;

/**
 * Sends requests with all kinds of secrets, valid and invalid, and records every secret. Used by
 * one thread.
 */
final class SecretRun {
  static final String MANAGERS_REQUEST_ID = "by-the-manager";
  static final String PROGRAMS_REQUEST_ID = "by-the-program";
  static final String LAST_REQUEST_ID = "the-last-one";
  static final String API_KEY = "0f0e0d0c0b0a09080706050403020100";
  private static final String APPLICATION_SECRET = "8c1f2b6e5d4a49f0a7b3c2d1e0f98765";
  private static final String SESSION_SECRET = "d7d7aa01c3b84be2a1d2f3e4c5b6a798";
  private static final String SESSION_KEY = "51aa27d0ab2efc6e8003018c-500";
  private static final String PIN = "Qz7W";
  private static final String OTHER_PIN = "Wq9Z";
  private static final String RETRY_KEY = "Retry-Key-Of-The-Owner";
  private static final Pattern LOGIN_TOKEN = Pattern.compile("[0-9a-f]{32}");
  private static final String TITLE = "Aunt Agatha at the Lido";

  private final ServerProcess server;
  private final Path data;
  private final Set<String> secrets = new LinkedHashSet<>();

  SecretRun(ServerProcess server, Path data) {
    this.server = server;
    this.data = data;
    secrets.addAll(
        List.of(
            ServerProcess.ADMIN_TOKEN,
            APPLICATION_SECRET,
            SESSION_SECRET,
            SESSION_KEY,
            PIN,
            OTHER_PIN,
            RETRY_KEY,
            TITLE));
  }

  Set<String> secrets() {
    return secrets;
  }

  static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "bearer " + token);
  }

  void play() throws Exception {
    secrets.add(Files.readString(data.resolve("master-key")).strip());
    register();
    Grant owner = token(500);
    Grant manager = token(501);
    Grant viewer = token(502);
    server.admin("credits", "{\"UserID\": 502, \"Amount\": 100, \"Reference\": \"grant-1\"}");
    int album = albums(owner, manager);
    unlock(viewer, album);
    pictures(owner, viewer, album);
    refresh(owner);
    refused(owner);
    program();
    HttpResponse<String> last = server.get("/health/live", Map.of("X-Request-ID", LAST_REQUEST_ID));
    assertThat(last.statusCode()).isEqualTo(200);
  }

  private void register() {
    server.admin("communities", "{\"name\": \"mycommunity\", \"title\": \"My community\"}");
    for (int member : new int[] {500, 501, 502}) {
      server.admin(
          "members",
          "{\"UserID\": %d, \"Nickname\": \"member%d\", \"community\": \"mycommunity\"}"
              .formatted(member, member));
    }
    server.admin("groups", "{\"Name\": \"Two\", \"ManagerUserID\": 501, \"MemberUserIDs\": [500]}");
    server.admin(
        "applications",
        """
        {"Name": "Old Program", "ApiKey": "%s", "Secret": "%s", "community": "mycommunity",
         "photoUpload": true, "desktop": true}
        """
            .formatted(API_KEY, APPLICATION_SECRET));
    server.admin(
        "sessions",
        "{\"UserID\": 500, \"ApiKey\": \"%s\", \"session_key\": \"%s\", \"secret\": \"%s\"}"
            .formatted(API_KEY, SESSION_KEY, SESSION_SECRET));
  }

  private record Grant(String access, String refresh) {}

  private Grant token(int member) {
    String body =
        "{\"UserID\": %d, \"ApiKey\": \"%s\", \"scopes\":"
            + " [\"profile_gallery\", \"account_credits_spend\"]}";
    return grant(server.admin("tokens", body.formatted(member, API_KEY)));
  }

  private Grant grant(JsonNode answer) {
    Grant grant =
        new Grant(answer.get("access_token").textValue(), answer.get("refresh_token").textValue());
    secrets.add(grant.access);
    secrets.add(grant.refresh);
    return grant;
  }

  private int albums(Grant owner, Grant manager) {
    String album =
        "{\"Name\": \"Closed\", \"Description\": \"%s\", \"PinNumber\": \"%s\", \"PINPrice\": 5}"
            .formatted(TITLE, PIN);
    JsonNode made = ServerProcess.ok(server.send(retried(owner, album)));
    assertThat(ServerProcess.ok(server.send(retried(owner, album)))).isEqualTo(made);
    HttpRequest.Builder byManager =
        server
            .writing("/v1/Groups/Pictures/CreateAlbum", manager.access)
            .header("X-Request-ID", MANAGERS_REQUEST_ID)
            .POST(body("{\"UserID\": 500, \"Name\": \"By the manager\"}"));
    ServerProcess.ok(server.send(byManager));
    return made.get("AlbumID").intValue();
  }

  private HttpRequest.Builder retried(Grant owner, String album) {
    return server
        .writing("/v1/Pictures/CreateAlbum", owner.access)
        .header("Idempotency-Key", RETRY_KEY)
        .POST(body(album));
  }

  private void unlock(Grant viewer, int album) {
    String body = "{\"AlbumID\": %d, \"PinNumber\": \"%s\"}";
    assertThat(
            server
                .post("/v1/Pictures/UnlockAlbum", viewer.access, body.formatted(album, OTHER_PIN))
                .statusCode())
        .isEqualTo(403);
    ServerProcess.ok(
        server.post("/v1/Pictures/UnlockAlbum", viewer.access, body.formatted(album, PIN)));
  }

  private void pictures(Grant owner, Grant viewer, int album) throws IOException {
    String image = Base64.getEncoder().encodeToString(DemoPictures.SUNSET.jpeg());
    String body = "{\"AlbumID\": %d, \"Pictures\": [{\"Title\": \"%s\", \"Image\": \"%s\"}]}";
    HttpResponse<String> added =
        server.post("/v1/Pictures/AddPictures", owner.access, body.formatted(album, TITLE, image));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(
            server
                .post(
                    "/v1/Pictures/AddPictures",
                    owner.access,
                    body.formatted(album, TITLE, "bm90IGEgcGljdHVyZQ=="))
                .statusCode())
        .isEqualTo(400);
    JsonNode seen =
        server.read("/v1/Pictures/GetGallery?UserID=500", viewer.access).at("/Pictures/0");
    for (String name : List.of("ImageUrl", "ThumbUrl")) {
      media(seen.get(name).textValue());
    }
    breakSpool();
    assertThat(
            server
                .post("/v1/Pictures/AddPictures", owner.access, body.formatted(album, TITLE, image))
                .statusCode())
        .isEqualTo(503);
  }

  /** Fetches a picture; its URL is a secret, and so is every longer part of it. */
  private void media(String url) {
    String path = URI.create(url).getPath();
    for (String part : path.split("[/.~-]", -1)) {
      if (part.length() >= 16) {
        secrets.add(part);
      }
    }
    secrets.add(path);
    HttpResponse<String> found = server.get(url, Map.of());
    assertThat(found.statusCode()).isEqualTo(200);
    String changed = url.substring(0, url.length() - 6) + "AAAAAA";
    assertThat(server.get(changed, Map.of()).statusCode()).isEqualTo(404);
  }

  /** Replaces the spool directory by a file, so that the server fails and logs it. */
  private void breakSpool() throws IOException {
    Path spool = data.resolve("spool");
    try (Stream<Path> files = Files.walk(spool)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.createFile(spool);
  }

  private void refresh(Grant owner) {
    String form =
        "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
            .formatted(API_KEY, APPLICATION_SECRET, owner.refresh);
    grant(ServerProcess.ok(postForm(form)));
    assertThat(postForm(form).statusCode()).isEqualTo(401);
    assertThat(postForm(form + "&client_secret=wrong-secret-of-nobody").statusCode())
        .isEqualTo(401);
    secrets.add("wrong-secret-of-nobody");
  }

  private HttpResponse<String> postForm(String form) {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/OAuth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(body(form)));
  }

  /** Requests with misplaced or invalid secrets. */
  private void refused(Grant revoked) {
    String unknown = "an-unknown-token-of-somebody";
    secrets.add(unknown);
    List<Integer> statuses = new ArrayList<>();
    statuses.add(server.get("/v1/Pictures/GetAlbums?UserID=500", bearer(unknown)).statusCode());
    statuses.add(
        server
            .post("/v1/Pictures/CreateAlbum", revoked.access, "{\"Name\": \"" + PIN)
            .statusCode());
    statuses.add(server.get("/v1/Nothing?token=" + unknown, Map.of()).statusCode());
    statuses.add(server.get("/" + unknown, Map.of()).statusCode());
    statuses.add(server.get("/admin/v1/audit", bearer(unknown)).statusCode());
    HttpResponse<String> gone =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/admin/v1/tokens/" + unknown))
                .header("Authorization", "bearer " + ServerProcess.ADMIN_TOKEN)
                .DELETE());
    statuses.add(gone.statusCode());
    assertThat(statuses).allMatch(status -> status >= 400 || status == 200);
    assertThat(statuses.subList(2, 5)).containsExactly(404, 404, 401);
  }

  private void program() throws Exception {
    assertThat(call("photos.getAlbums", SESSION_SECRET, PROGRAMS_REQUEST_ID))
        .contains("By the manager");
    assertThat(call("photos.getAlbums", "another secret", "wrong-signature")).contains("104");
    assertThat(call("photos.get", SESSION_SECRET, "no-photos")).contains("100");
    Matcher token = LOGIN_TOKEN.matcher(call("auth.createToken", SESSION_SECRET, "login"));
    assertThat(token.find()).isTrue();
    secrets.add(token.group());
  }

  private String call(String method, String secret, String requestId) throws Exception {
    SortedMap<String, String> all =
        new TreeMap<>(
            Map.of(
                "method",
                "up." + method,
                "api_key",
                API_KEY,
                "session_key",
                SESSION_KEY,
                "uid",
                "500",
                "format",
                "JSON"));
    StringBuilder base = new StringBuilder();
    all.forEach((name, value) -> base.append(name).append('=').append(value));
    byte[] hash =
        MessageDigest.getInstance("MD5").digest((base + secret).getBytes(StandardCharsets.UTF_8));
    all.put("sig", HexFormat.of().formatHex(hash));
    secrets.add(HexFormat.of().formatHex(hash));
    StringBuilder form = new StringBuilder();
    all.forEach((name, value) -> form.append(name).append('=').append(value).append('&'));
    return server
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api.php"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Request-ID", requestId)
                .POST(body(form.toString())))
        .body();
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return HttpRequest.BodyPublishers.ofString(text);
  }
}
