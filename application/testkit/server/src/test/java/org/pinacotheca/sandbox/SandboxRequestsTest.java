package org.pinacotheca.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sandbox records, and the rest of its own API. */
class SandboxRequestsTest {
  @RegisterExtension static final GallerySandbox sandbox = GallerySandbox.onFreePort();

  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void areRecordedWithTheirAnswers() {
    client.createAlbum("First", "X-Request-ID", "mine");
    client.control("faults", "[{\"Operation\":\"*\",\"Fault\":\"rate_limited\"}]");
    client.send(client.call("photos.createAlbum", Map.of("name", "Second")));
    client.send(client.request("/nothing/here?at=all"));
    JsonNode requests = SandboxClient.json(client.look("requests"));
    assertThat(requests.size()).isEqualTo(3);

    JsonNode first = requests.path(0);
    assertThat(first.path("Number").asInt()).isEqualTo(1);
    assertThat(first.path("Time").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(first.path("Method").asText()).isEqualTo("POST");
    assertThat(first.path("Path").asText()).isEqualTo("/v1/Pictures/CreateAlbum");
    assertThat(first.path("Operation").asText()).isEqualTo("Pictures/CreateAlbum");
    assertThat(first.path("Headers").path("Content-Type").asText()).isEqualTo("application/json");
    assertThat(first.path("Headers").path("X-Request-ID").asText()).isEqualTo("mine");
    assertThat(first.path("Headers").has(RequestLog.NUMBER_HEADER)).isFalse();
    assertThat(first.path("Body").asText()).isEqualTo("{\"Name\":\"First\"}");
    assertThat(first.path("BodyBytes").asInt()).isEqualTo(16);
    assertThat(first.path("Fault").isNull()).isTrue();
    JsonNode answer = first.path("Answer");
    assertThat(answer.path("Status").asInt()).isEqualTo(200);
    assertThat(answer.path("Headers").path("X-Request-ID").asText()).isEqualTo("mine");
    assertThat(answer.path("Body").asText()).contains("\"AlbumName\":\"First\"");

    JsonNode second = requests.path(1);
    assertThat(second.path("Operation").asText()).isEqualTo("photos.createAlbum");
    assertThat(second.path("Fault").asText()).isEqualTo("rate_limited");
    assertThat(second.path("Answer").path("Headers").path("X-Request-ID").asText())
        .isEqualTo("request-2");
    assertThat(second.path("Answer").path("Body").asText()).contains("\"error_code\":4");

    JsonNode third = requests.path(2);
    assertThat(third.path("Path").asText()).isEqualTo("/nothing/here?at=all");
    assertThat(third.path("Operation").asText()).isEqualTo("unknown");
    assertThat(third.path("Answer").path("Status").asInt()).isEqualTo(404);

    client.control("reset", "");
    assertThat(SandboxClient.json(client.look("requests")).size()).isZero();
  }

  @Test
  void aLostAnswerIsRecorded() {
    client.control("faults", "[{\"Operation\":\"*\",\"Fault\":\"drop_before\"}]");
    try {
      client.trySend(client.posting("/v1/Pictures/CreateAlbum", client.olivia(), "{}"));
    } catch (java.io.IOException _) {
      // This is how a client notices.
    }
    assertThat(sandbox.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.fault()).hasValue(PlannedFault.Kind.DROP_BEFORE);
          assertThat(request.answer()).isEmpty();
        });
  }

  @Test
  void areKeptWithinBounds() {
    String name = "x".repeat(2 * RequestLog.BODY_BYTES_MAX);
    client.createAlbum(name);
    assertThat(sandbox.requests().getFirst().body())
        .satisfies(body -> {
          assertThat(body.bytes()).isGreaterThan(2L * RequestLog.BODY_BYTES_MAX);
          assertThat(body.text().orElseThrow()).hasSize(RequestLog.BODY_BYTES_MAX);
        });
    for (int i = 0; i < RequestLog.REQUESTS_MAX; i++) {
      client.send(client.request("/health/live"));
    }
    assertThat(sandbox.requests()).hasSize(RequestLog.REQUESTS_MAX);
    assertThat(sandbox.requests().getFirst().number()).isEqualTo(2);
  }

  @Test
  void whatASandboxDoesNotHaveIsAnsweredWithWhatItHas() {
    HttpResponse<String> unknown = client.look("wrld");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(SandboxClient.json(unknown).path("Message").asText()).contains("/sandbox/v1/world");
    HttpResponse<String> wrongVerb = client.look("reset");
    assertThat(wrongVerb.statusCode()).isEqualTo(405);
    HttpResponse<String> tooLarge = client.control("faults", " ".repeat(2 << 20));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    HttpResponse<String> badSeed = client.control("reset", "{\"Seed\":\"one\"}");
    assertThat(badSeed.statusCode()).isEqualTo(400);
    assertThat(SandboxClient.json(badSeed).path("Message").asText())
        .contains("Seed must be a whole number");
  }

  @Test
  void everyAnswerSaysThatThisIsASandbox() {
    for (String path :
        new String[] {"/", "/health/ready", "/openapi.json", "/nothing", "/api.php"}) {
      HttpResponse<String> answer = client.send(client.request(path));
      assertThat(answer.headers().firstValue("X-Sandbox")).as(path).hasValue("true");
    }
    HttpResponse<String> refused =
        client.send(
            client.request("/v1/Pictures/CreateAlbum").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(refused.headers().firstValue("X-Sandbox")).hasValue("true");
    assertThat(client.send(client.request("/")).body()).contains("class=\"sandbox\"");
  }
}
