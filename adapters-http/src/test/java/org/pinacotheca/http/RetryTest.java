package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Requests that are sent again with their {@code Idempotency-Key}. */
class RetryTest {
  private static final String CREATE = "/v1/Pictures/CreateAlbum";
  private static final String KEY = "Idempotency-Key";

  private final RestServer server = new RestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private int albums() {
    return server
            .get("/v1/Pictures/GetAlbums?UserID=123456", server.ownerToken)
            .body()
            .split("AlbumID", -1)
            .length
        - 1;
  }

  @Test
  void theFirstAnswerIsGivenAgain() {
    HttpResponse<String> first =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"once\"}", KEY, "k1");
    HttpResponse<String> again =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"once\"}", KEY, "k1");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    assertThat(albums()).isOne();
  }

  @Test
  void addedPicturesKeepTheirIds() {
    String body =
        "{\"Pictures\":[{\"Image\":\""
            + Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes())
            + "\"}]}";
    String path = "/v1/Pictures/AddPictures";
    HttpResponse<String> first = server.post(path, server.ownerToken, body, KEY, "k2");
    HttpResponse<String> again = server.post(path, server.ownerToken, body, KEY, "k2");
    assertThat(first.headers().firstValue("X-PictureIDs")).isPresent();
    assertThat(again.headers().firstValue("X-PictureIDs"))
        .isEqualTo(first.headers().firstValue("X-PictureIDs"));
    assertThat(again.body()).isEmpty();
    assertThat(server.memory.files().keys()).hasSize(1);
    assertThat(server.spooledInTheEnd()).isZero();
  }

  @Test
  void anotherBodyOrOperationWithTheSameKeyIsRefused() {
    server.post(CREATE, server.managerToken, "{\"Name\":\"one\"}", KEY, "k3");
    HttpResponse<String> otherBody =
        server.post(CREATE, server.managerToken, "{\"Name\":\"two\"}", KEY, "k3");
    assertThat(otherBody.statusCode()).isEqualTo(422);
    assertThat(otherBody.body()).contains("\"Code\":\"idempotency_key_reused\"");
    HttpResponse<String> otherForm =
        server.post(
            "/v1/Groups/Pictures/CreateAlbum",
            server.managerToken,
            "{\"Name\":\"one\"}",
            KEY,
            "k3");
    assertThat(otherForm.statusCode()).isEqualTo(400);
  }

  @Test
  void anotherCallerMayUseTheSameKey() {
    HttpResponse<String> one =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"same\"}", KEY, "k4");
    HttpResponse<String> other =
        server.post(CREATE, server.strangerToken, "{\"Name\":\"same\"}", KEY, "k4");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isNotEqualTo(one.body());
  }

  @Test
  void aRefusedRequestMayBeSentAgain() {
    HttpResponse<String> refused = server.post(CREATE, server.ownerToken, "{}", KEY, "k5");
    assertThat(refused.statusCode()).isEqualTo(400);
    HttpResponse<String> done =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"now\"}", KEY, "k5");
    assertThat(done.statusCode()).isEqualTo(200);
  }

  @Test
  void afterADayTheKeyIsFree() {
    server.post(CREATE, server.ownerToken, "{\"Name\":\"daily\"}", KEY, "k6");
    server.memory.clock().advance(Duration.ofHours(25));
    server.post(CREATE, server.ownerToken, "{\"Name\":\"daily\"}", KEY, "k6");
    assertThat(albums()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", ""})
  void aMalformedKeyIsRefused(String key) {
    HttpResponse<String> refused =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"x\"}", KEY, key);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"ModelState\":{\"Idempotency-Key\":[");
    HttpResponse<String> tooLong =
        server.post(CREATE, server.ownerToken, "{\"Name\":\"x\"}", KEY, "k".repeat(256));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(albums()).isZero();
  }

  @Test
  void manyAtTheSameTimeAreDoneOnce() throws Exception {
    Set<String> answers = new HashSet<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Future<String>> sent = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        sent.add(
            clients.submit(() ->
                server.post(CREATE, server.ownerToken, "{\"Name\":\"race\"}", KEY, "k7").body()));
      }
      for (Future<String> answer : sent) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).hasSize(1);
    assertThat(albums()).isOne();
  }
}
