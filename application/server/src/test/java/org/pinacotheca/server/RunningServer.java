package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.openapitesting.CheckedClient;
import org.pinacotheca.openapitesting.Description;

/** A server with an address, and a client that checks each exchange against its description. */
abstract class RunningServer implements AutoCloseable {
  static final String ADMIN_TOKEN = "a-token-for-tests-only";

  /** The timeout of a hanging test, long enough for a busy machine. */
  static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** The environment of a server that refuses nothing because it waits on a busy machine. */
  static final Map<String, String> PATIENT = Map.of("PINACOTHECA_WAIT_MAX", "60000");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static @Nullable Description description;

  private final String url;
  private final HttpClient client;

  RunningServer(String url) {
    this.url = url;
    HttpClient plain =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    this.client = new CheckedClient(plain, description(plain, url));
  }

  /** Shared by all servers, from the first of them. */
  private static Description description(HttpClient plain, String url) {
    synchronized (RunningServer.class) {
      if (description == null) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/openapi.json"));
        description = new Description((ObjectNode) ok(send(plain, request)));
      }
      return description;
    }
  }

  String url() {
    return url;
  }

  HttpResponse<String> post(String path, String bearer, String json) {
    return send(writing(path, bearer).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> put(String path, String bearer, String json) {
    return send(writing(path, bearer).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** A request whose JSON body is not set yet. */
  HttpRequest.Builder writing(String path, String bearer) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "bearer " + bearer)
        .header("Content-Type", "application/json");
  }

  /** Calls the admin API, which must succeed. */
  JsonNode admin(String what, String json) {
    return ok(post("/admin/v1/" + what, ADMIN_TOKEN, json));
  }

  /** An access token of a member, with these scopes in JSON. */
  String token(int user, String apiKey, String scopes) {
    String body = "{\"UserID\": %d, \"ApiKey\": \"%s\", \"scopes\": [%s]}";
    return admin("tokens", body.formatted(user, apiKey, scopes)).get("access_token").textValue();
  }

  /** The body of a successful response. */
  static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + text, e);
    }
  }

  /** Reads with a token. */
  JsonNode read(String path, String bearer) {
    return ok(get(path, Map.of("Authorization", "bearer " + bearer)));
  }

  HttpResponse<String> get(String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path));
    headers.forEach(request::header);
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(client, request);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
