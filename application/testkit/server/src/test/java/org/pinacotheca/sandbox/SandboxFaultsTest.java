package org.pinacotheca.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that are planted through HTTP, in both APIs. */
class SandboxFaultsTest {
  @RegisterExtension static final GallerySandbox sandbox = GallerySandbox.onFreePort();

  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void close() {
    client.close();
  }

  private void plant(String faults) {
    HttpResponse<String> answer = client.control("faults", faults);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> call() {
    return client.send(client.call("photos.createAlbum", Map.of("name", "By RPC")));
  }

  @ParameterizedTest
  @CsvSource({
    "storage_unavailable, 503, 2",
    "overloaded, 503, 2",
    "rate_limited, 429, 4",
  })
  void refusesAsEachApiDoes(String fault, int status, int errorCode) {
    plant("[{\"Operation\":\"Pictures/CreateAlbum\",\"Fault\":\"%s\"}]".formatted(fault));
    HttpResponse<String> refused = client.createAlbum("Refused");
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(SandboxClient.json(refused).path("Code").asText()).isEqualTo(fault);
    assertThat(refused.headers().firstValueAsLong("Retry-After").getAsLong()).isPositive();
    assertThat(client.albums()).isEqualTo(2);
    assertThat(client.createAlbum("Made").statusCode()).isEqualTo(200);
    assertThat(client.albums()).isEqualTo(3);

    plant("[{\"Operation\":\"photos.createAlbum\",\"Fault\":\"%s\"}]".formatted(fault));
    JsonNode reply = SandboxClient.json(call());
    assertThat(reply.path("error_code").asInt()).as(reply.toString()).isEqualTo(errorCode);
    assertThat(client.albums()).isEqualTo(3);
    assertThat(SandboxClient.json(call()).has("error_code")).isFalse();
    assertThat(client.albums()).isEqualTo(4);
  }

  @Test
  void aDroppedAnswerIsOfWorkThatIsDone() {
    plant("[{\"Operation\":\"Pictures/CreateAlbum\",\"Fault\":\"drop\"}]");
    assertThatThrownBy(() ->
            client.trySend(
                client.posting(
                    "/v1/Pictures/CreateAlbum",
                    client.olivia(),
                    "{\"Name\":\"Once\"}",
                    "Idempotency-Key",
                    "key")))
        .isInstanceOf(IOException.class);
    assertThat(client.albums()).isEqualTo(3);
    HttpResponse<String> again = client.createAlbum("Once", "Idempotency-Key", "key");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(client.albums()).isEqualTo(3);

    plant("[{\"Operation\":\"photos.createAlbum\",\"Fault\":\"drop\"}]");
    assertThatThrownBy(
            () -> client.trySend(client.call("photos.createAlbum", Map.of("name", "By RPC"))))
        .isInstanceOf(IOException.class);
    assertThat(client.albums()).isEqualTo(4);
  }

  @Test
  void aRequestDroppedBeforeIsNotDone() {
    plant(
        """
        [{"Operation":"Pictures/CreateAlbum","Fault":"drop_before"},
         {"Operation":"photos.createAlbum","Fault":"drop_before"}]
        """);
    assertThatThrownBy(() ->
            client.trySend(
                client.posting("/v1/Pictures/CreateAlbum", client.olivia(), "{\"Name\":\"No\"}")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> client.trySend(client.call("photos.createAlbum", Map.of("name", "No"))))
        .isInstanceOf(IOException.class);
    assertThat(client.albums()).isEqualTo(2);
  }

  @Test
  void aSlowRequestIsDoneAfterAWhile() {
    plant(
        """
        [{"Operation":"Pictures/CreateAlbum","Fault":"slow","Millis":300},
         {"Operation":"photos.createAlbum","Fault":"slow","Millis":300},
         {"Operation":"media","Fault":"slow","Millis":300}]
        """);
    String picture =
        SandboxClient.json(client.get("/v1/Pictures/GetAlbums?UserID=1", client.olivia()))
            .path(0)
            .path("ThumbUrl")
            .asText();
    for (Runnable work :
        List.<Runnable>of(
            () -> assertThat(client.createAlbum("Late").statusCode()).isEqualTo(200),
            () -> assertThat(SandboxClient.json(call()).has("error_code")).isFalse(),
            () -> assertThat(client.send(client.request(picture)).statusCode()).isEqualTo(200))) {
      long begun = System.nanoTime();
      work.run();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(290));
    }
    assertThat(client.albums()).isEqualTo(4);
  }

  @Test
  void comesAfterSomeRequestsAndSomeTimes() {
    plant(
        "[{\"Operation\":\"*\",\"After\":1,\"Times\":2,\"Fault\":\"overloaded\"},"
            + "{\"Operation\":\"v1/pictures/createalbum\",\"After\":1,\"Fault\":\"rate_limited\"}]");
    assertThat(
            List.of(
                client.createAlbum("1").statusCode(),
                client.createAlbum("2").statusCode(),
                client.get("/v1/Account/GetPermissions", client.olivia()).statusCode(),
                client.createAlbum("4").statusCode(),
                client.createAlbum("5").statusCode()))
        .containsExactly(200, 503, 503, 429, 200);
    plant("[{\"Operation\":\"*\",\"Times\":9,\"Fault\":\"overloaded\"}]");
    plant("[]");
    assertThat(client.createAlbum("6").statusCode()).isEqualTo(200);
  }

  @Test
  void areEndedByAReset() {
    plant("[{\"Operation\":\"*\",\"Times\":9,\"Fault\":\"overloaded\"}]");
    client.control("reset", "");
    assertThat(client.createAlbum("Made").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|must be a JSON array of objects that may have Operation, After, Times, Fault, Millis",
        "[1]|must be a JSON object that may have Operation",
        "nonsense|must be JSON",
        "[{\"Fault\":\"drop\"}]|Operation must be one of the APIs, such as Pictures/CreateAlbum",
        "[{\"Operation\":\"Pictures/Create\",\"Fault\":\"drop\"}]|no operation 'Pictures/Create'",
        "[{\"Operation\":\"*\"}]|Fault must be one of storage_unavailable, overloaded",
        "[{\"Operation\":\"*\",\"Fault\":\"slow\"}]|Millis must be there for the fault slow",
        "[{\"Operation\":\"*\",\"Fault\":\"drop\",\"Millis\":5}]|Millis must be there for the",
        "[{\"Operation\":\"*\",\"Fault\":\"drop\",\"Times\":0}]|Times must be a whole number from"
            + " 1",
        "[{\"Operation\":\"*\",\"Fault\":\"drop\",\"After\":\"1\"}]|After must be a whole number",
        "[{\"Operation\":\"*\",\"Fault\":\"drop\",\"Time\":1}]|'Time' is none of Operation, After",
      })
  void badInputIsAnsweredWithWhatWouldBeRight(String faults, String message) {
    HttpResponse<String> refused = client.control("faults", faults);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("X-Sandbox")).hasValue("true");
    assertThat(SandboxClient.json(refused).path("Message").asText()).contains(message);
  }
}
