package org.pinacotheca.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Members and an application, migrated from an earlier platform with their ids and keys through the
 * admin API.
 */
record MigratedMembers(String owner, String manager, String sessionKey, String secret) {
  static final String SCOPES = "\"profile_gallery\", \"account_credits_spend\"";
  static final String API_KEY = "77a52842357422fadd912a2600e6e53c";

  static MigratedMembers make(RunningServer server) {
    String secret = "5f4dcc3b5aa765d61d8327deb882cf99";
    String sessionKey = "489727d0ab2efc6e8003018c-i2LLkn8BDb2s.";
    server.admin("communities", "{\"name\": \"mycommunity\", \"title\": \"My community\"}");
    server.admin(
        "members",
        "{\"UserID\": 219074, \"Nickname\": \"olivia\", \"community\": \"mycommunity\"}");
    JsonNode manager = server.admin("members", "{\"Nickname\": \"martha\"}");
    int managerId = manager.get("UserID").intValue();
    server.admin(
        "groups",
        "{\"Name\": \"Two\", \"ManagerUserID\": %d, \"MemberUserIDs\": [219074]}"
            .formatted(managerId));
    server.admin(
        "applications",
        """
        {"Name": "Old Program", "ApiKey": "%s", "Secret": "%s", "community": "mycommunity", "photoUpload": true}
        """
            .formatted(API_KEY, secret));
    server.admin(
        "sessions",
        "{\"UserID\": 219074, \"ApiKey\": \"%s\", \"session_key\": \"%s\"}"
            .formatted(API_KEY, sessionKey));
    return new MigratedMembers(
        server.token(219074, API_KEY, SCOPES),
        server.token(managerId, API_KEY, SCOPES),
        sessionKey,
        secret);
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
  String call(RunningServer server, Map<String, String> parameters) throws Exception {
    StringBuilder query = new StringBuilder("/api.php?");
    signed(parameters)
        .forEach((name, value) -> query.append(name).append('=').append(value).append('&'));
    return server.get(query.toString(), Map.of()).body();
  }

  /** Uploads a photo through the signed RPC, as an old program does. */
  HttpResponse<String> upload(RunningServer server, Map<String, String> parameters, byte[] picture)
      throws Exception {
    Map<String, String> call = new TreeMap<>(parameters);
    call.put("method", "up.photos.upload");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    signed(call)
        .forEach((name, value) ->
            body.writeBytes(
                "--SoMeTeXt\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(name, value)
                    .getBytes(StandardCharsets.UTF_8)));
    String file =
        "--SoMeTeXt\r\n"
            + "Content-Disposition: form-data; name=\"data\"; filename=\"sunset.jpg\"\r\n"
            + "Content-Type: image/jpg\r\n\r\n";
    body.writeBytes(file.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(picture);
    body.writeBytes("\r\n--SoMeTeXt--\r\n".getBytes(StandardCharsets.UTF_8));
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/restserver.php"))
            .header("Content-Type", "multipart/form-data; boundary=SoMeTeXt")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }
}
