package org.pinacotheca.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls a sandbox as clients of both APIs do. */
final class SandboxClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final GallerySandbox sandbox;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  SandboxClient(GallerySandbox sandbox) {
    this.sandbox = sandbox;
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String olivia() {
    return sandbox.world().ownerToken().accessToken();
  }

  String victor() {
    return sandbox.world().viewerToken().accessToken();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(path.startsWith("/") ? sandbox.url() + path : path))
        .timeout(Duration.ofMinutes(5));
  }

  private HttpRequest.Builder request(String path, String token) {
    return request(path).header("Authorization", "bearer " + token);
  }

  HttpResponse<String> trySend(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return trySend(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<byte[]> bytes(String url) {
    try {
      return client.send(request(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path, String token) {
    return send(request(path, token));
  }

  HttpResponse<String> post(String path, String token, String json, String... headers) {
    return send(posting(path, token, json, headers));
  }

  HttpRequest.Builder posting(String path, String token, String json, String... headers) {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> createAlbum(String name, String... headers) {
    return post("/v1/Pictures/CreateAlbum", olivia(), "{\"Name\":\"" + name + "\"}", headers);
  }

  int albums() {
    return json(get("/v1/Pictures/GetAlbums?UserID=1", olivia())).size();
  }

  /** Calls the sandbox itself. */
  HttpResponse<String> control(String path, String json) {
    return send(
        request("/sandbox/v1/" + path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> look(String path) {
    return send(request("/sandbox/v1/" + path));
  }

  /** A call of the signed RPC in the owner's session. */
  HttpRequest.Builder call(String method, Map<String, String> more) {
    Map<String, String> parameters = new TreeMap<>(more);
    parameters.put("method", "up." + method);
    parameters.put("api_key", sandbox.world().application().key().value());
    parameters.put("session_key", sandbox.world().ownerSession().session().value());
    parameters.put("community", sandbox.world().community().name().value());
    parameters.put("format", "JSON");
    String signed =
        parameters.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining());
    parameters.put("sig", md5(signed + sandbox.world().application().secret().value()));
    String form =
        parameters.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return request("/api.php")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
