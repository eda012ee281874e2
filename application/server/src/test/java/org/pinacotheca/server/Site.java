package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Members and an application, moved over from an earlier platform with their ids and keys through
 * the admin API.
 */
record Site(String owner, String manager, String sessionKey, String secret) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String API_KEY = "77a52842357422fadd912a2600e6e53c";

  static Site make(ServerProcess server) throws IOException {
    String secret = "5f4dcc3b5aa765d61d8327deb882cf99";
    String sessionKey = "489727d0ab2efc6e8003018c-i2LLkn8BDb2s.";
    admin(server, "communities", "{\"name\": \"mycommunity\", \"title\": \"My community\"}");
    admin(
        server,
        "members",
        "{\"UserID\": 219074, \"Nickname\": \"olivia\", \"community\": \"mycommunity\"}");
    JsonNode manager = admin(server, "members", "{\"Nickname\": \"martha\"}");
    int managerId = manager.get("UserID").intValue();
    admin(
        server,
        "groups",
        "{\"Name\": \"Two\", \"ManagerUserID\": %d, \"MemberUserIDs\": [219074]}"
            .formatted(managerId));
    admin(
        server,
        "applications",
        """
        {"Name": "Old Program", "ApiKey": "%s", "Secret": "%s", "community": "mycommunity", "photoUpload": true}
        """
            .formatted(API_KEY, secret));
    admin(
        server,
        "sessions",
        "{\"UserID\": 219074, \"ApiKey\": \"%s\", \"session_key\": \"%s\"}"
            .formatted(API_KEY, sessionKey));
    return new Site(token(server, 219074), token(server, managerId), sessionKey, secret);
  }

  static String token(ServerProcess server, int user) throws IOException {
    String body =
        "{\"UserID\": %d, \"ApiKey\": \"%s\", \"scopes\": [\"profile_gallery\"]}"
            .formatted(user, API_KEY);
    return admin(server, "tokens", body).get("access_token").textValue();
  }

  static JsonNode admin(ServerProcess server, String what, String body) throws IOException {
    return ok(server.post("/admin/v1/" + what, ServerProcess.ADMIN_TOKEN, body));
  }

  SortedMap<String, String> signed(Map<String, String> parameters) throws Exception {
    SortedMap<String, String> all = new TreeMap<>(parameters);
    all.put("api_key", API_KEY);
    all.put("community", "mycommunity");
    all.put("session_key", sessionKey);
    all.put("format", "JSON");
    StringBuilder base = new StringBuilder();
    all.forEach((name, value) -> base.append(name).append('=').append(value));
    byte[] hash =
        MessageDigest.getInstance("MD5").digest((base + secret).getBytes(StandardCharsets.UTF_8));
    all.put("sig", HexFormat.of().formatHex(hash));
    return all;
  }

  /** The text of a signed call's reply. */
  String call(ServerProcess server, Map<String, String> parameters) throws Exception {
    StringBuilder query = new StringBuilder("/api.php?");
    signed(parameters)
        .forEach((name, value) -> query.append(name).append('=').append(value).append('&'));
    return server.get(query.toString(), Map.of()).body();
  }

  /** What an answer says that must be a success. */
  static JsonNode ok(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
