package org.pinacotheca.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock of a sandbox, and what ends by it. */
class SandboxClockTest {
  @RegisterExtension final GallerySandbox sandbox = GallerySandbox.onFreePort();

  private SandboxClient client;

  @BeforeEach
  void open() {
    client = new SandboxClient(sandbox);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void advance(String duration) {
    HttpResponse<String> answer = client.control("clock", "{\"Advance\":\"" + duration + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(SandboxClient.json(answer).path("Now").asText()).isEqualTo(sandbox.now().toString());
  }

  private JsonNode unlock(String pin) {
    return SandboxClient.json(
        client.post(
            "/v1/Pictures/UnlockAlbum",
            client.victor(),
            "{\"AlbumID\":2,\"PinNumber\":\"" + pin + "\"}"));
  }

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(SandboxClient.json(client.look("clock")).path("Now").asText())
        .isEqualTo("2026-03-01T12:00:00Z");
    advance("P1M");
    assertThat(sandbox.now()).isEqualTo("2026-04-01T12:00:00Z");
    advance("P1DT12H0.5S");
    assertThat(sandbox.now()).isEqualTo("2026-04-03T00:00:00.500Z");
    advance("PT20M");
    client.control("clock", "{\"Now\":\"2026-05-01T02:00:00+02:00\"}");
    assertThat(sandbox.now()).isEqualTo("2026-05-01T00:00:00Z");
    sandbox.advance(Period.ofMonths(1));
    sandbox.advance(Duration.ofSeconds(1));
    assertThat(sandbox.now()).isEqualTo("2026-06-01T00:00:01Z");
    assertThatThrownBy(() -> sandbox.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The time must be from");
    client.control("reset", "");
    assertThat(sandbox.now()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void endsASubscription() {
    HttpResponse<String> bought =
        client.post("/v1/Pictures/Subscribe", client.victor(), "{\"UserID\":1,\"PricePlanID\":1}");
    assertThat(SandboxClient.json(bought).path("ValidUntil").asText())
        .isEqualTo("2026-03-08T12:00:00");
    advance("P6DT23H59M59S");
    assertThat(access()).isEqualTo("subscribed");
    advance("PT1S");
    assertThat(access()).isEqualTo("none");
  }

  private String access() {
    return SandboxClient.json(client.get("/v1/Pictures/GetAlbumPrice?AlbumID=2", client.victor()))
        .path("Access")
        .asText();
  }

  @Test
  void endsAToken() {
    JsonNode world = SandboxClient.json(client.look("world"));
    JsonNode brief = world.path("Tokens").path(4);
    assertThat(brief.path("ExpiresOn").asText()).isEqualTo("2026-03-01T12:20:00Z");
    String token = brief.path("AccessToken").asText();
    advance("PT19M59S");
    assertThat(client.get("/v1/Account/GetPermissions", token).statusCode()).isEqualTo(200);
    advance("PT1S");
    assertThat(client.get("/v1/Account/GetPermissions", token).statusCode()).isEqualTo(401);
    assertThat(client.get("/v1/Account/GetPermissions", client.victor()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void endsALockAfterWrongPins() {
    for (int i = 0; i < 5; i++) {
      assertThat(unlock("b8Y4").path("Code").asText()).isEqualTo("wrong_pin");
    }
    assertThat(unlock("a7Z3").path("Code").asText()).isEqualTo("too_many_wrong_pins");
    advance("PT15M");
    assertThat(unlock("a7Z3").path("Charged").asDouble()).isEqualTo(2.5);
  }

  @Test
  void endsAnAddressOfAPicture() {
    String picture =
        SandboxClient.json(client.get("/v1/Pictures/GetAlbums?UserID=1", client.olivia()))
            .path(0)
            .path("ThumbUrl")
            .asText();
    assertThat(client.send(client.request(picture)).statusCode()).isEqualTo(200);
    advance("PT1H");
    assertThat(client.send(client.request(picture)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|either Now, such as 2026-04-01T12:00:00Z, or Advance, such as P1M",
        "{\"Now\":\"2026-04-01T12:00:00Z\",\"Advance\":\"P1D\"}|either Now",
        "{\"Now\":\"tomorrow\"}|Now must be a time in ISO 8601 with its zone, such as",
        "{\"Now\":\"2026-02-28T00:00:00Z\"}|The time must be from 2026-03-01T12:00:00Z, which it is"
            + " now",
        "{\"Now\":\"2300-01-01T00:00:00Z\"}|The time must be from",
        "{\"Advance\":\"month\"}|Advance must be a duration in ISO 8601, such as PT20M",
        "{\"Advance\":\"P\"}|Advance must be a duration",
        "{\"Advance\":\"P9999999999D\"}|The time must be from",
        "{\"Advance\":\"PT99999999999999H\"}|The time must be from",
        "{\"Advance\":\"P999999Y\"}|The time must be from",
        "{\"Advance\":\"-P1D\"}|The time must be from",
        "{\"Advance\":\"-PT1S\"}|The time must be from",
        "{\"Advance\":1}|Advance must be a text in quotation marks",
        "{\"Later\":\"P1D\"}|'Later' is none of Now, Advance",
        "[]|must be a JSON object that may have Now, Advance",
        "{|must be JSON",
      })
  void badInputIsAnsweredWithWhatWouldBeRight(String body, String message) {
    HttpResponse<String> refused = client.control("clock", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(SandboxClient.json(refused).path("Message").asText()).contains(message);
    assertThat(sandbox.now()).isEqualTo("2026-03-01T12:00:00Z");
  }
}
