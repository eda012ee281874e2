package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with malformed text, and with more values than any operation reads. */
class TextOnTheWireTest {
  private static final String CREATE = "/v1/Pictures/CreateAlbum";
  private static final String ADD = "/v1/Pictures/AddPictures";
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=123456&";

  private static RestServer server;

  @BeforeAll
  static void serve() {
    server = new RestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String path, String type, String latin1) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "bearer " + server.ownerToken)
            .header("Content-Type", type)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    latin1.getBytes(StandardCharsets.ISO_8859_1))));
  }

  private static void refused(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"" + code + "\"");
    assertThat(server.get(ALBUMS, server.ownerToken).body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00c0\u00ae",
        "\u00c1\u0081",
        "\u00e0\u0080\u00af",
        "\u00f0\u0080\u0080\u00af",
        "\u00ed\u00a0\u0080",
        "\u00ed\u00b0\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00ff",
        "\u0080",
        "\u00c3",
        "\u00e2\u0082"
      })
  void bytesThatAreNoUtf8AreRefused(String bytes) {
    String json = "application/json";
    refused(send(CREATE, json, "{\"Name\":\"a" + bytes + "\"}"), "malformed_json");
    refused(send(CREATE, json, "{\"Name\":\"a\",\"x\":\"" + bytes + "\"}"), "malformed_json");
    refused(send(CREATE, json, "{\"Name\":\"a\"}" + bytes), "malformed_json");
    refused(
        send(ADD, json, "{\"Pictures\":[{\"Title\":\"" + bytes + "\",\"Image\":\"AA==\"}]}"),
        "malformed_json");
    refused(
        send(
            "/oauth/token",
            "application/x-www-form-urlencoded",
            "grant_type=refresh_token&client_id=" + bytes + "&client_secret=x&refresh_token=x"),
        "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%C0%AE", "%E0%80%AF", "%ED%A0%80", "%F4%90%80%80", "%FF", "%C3"})
  void escapesThatAreNoUtf8AreRefused(String escapes) {
    refused(server.get(ALBUMS + "x=" + escapes, server.ownerToken), "invalid_fields");
    refused(
        send(
            "/oauth/token",
            "application/x-www-form-urlencoded",
            "grant_type=refresh_token&client_id=" + escapes + "&client_secret=x&refresh_token=x"),
        "invalid_request");
  }

  @Test
  void bytesThatAreNotInTheDeclaredCharacterSetAreRefused() {
    String type = "application/json; charset=utf-16be";
    byte[] json = "{\"Name\":\"a\ud800\"}".getBytes(StandardCharsets.UTF_16BE);
    json[json.length - 6] = (byte) 0xd8;
    String latin1 = new String(json, StandardCharsets.ISO_8859_1);
    refused(send(CREATE, type, latin1), "malformed_json");
    refused(send(ADD, type, latin1), "malformed_json");
  }

  @Test
  void charactersAcrossTheEdgesOfWhatIsReadAreTaken() {
    String text = "\u00e9\u20ac\ud83d\ude00".repeat(20_000);
    for (String path : new String[] {CREATE, ADD}) {
      String body = "{\"x\":\"" + text + "\"}";
      HttpResponse<String> faulty =
          send(
              path,
              "application/json",
              new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
      refused(faulty, "invalid_fields");
    }
  }

  @Test
  void manyValuesThatNobodyKnowsAreRefused() {
    String list = String.join(",", Collections.nCopies(10_000, "1"));
    StringBuilder names = new StringBuilder("{\"Name\":\"a\"");
    IntStream.range(0, 10_000).forEach(i -> names.append(",\"x").append(i).append("\":1"));
    for (String body :
        new String[] {
          "{\"Name\":\"a\",\"x\":[" + list + "]}",
          "{\"x\":{\"y\":[" + list + "]},\"Name\":\"a\"}",
          names + "}"
        }) {
      refused(send(CREATE, "application/json", body), "malformed_json");
      refused(send(ADD, "application/json", body), "malformed_json");
    }
    refused(
        send(CREATE, "application/json", "{\"" + "n".repeat(10_000) + "\":1}"), "malformed_json");
  }

  @Test
  void someValuesThatNobodyKnowsArePassedOver() {
    String list = String.join(",", Collections.nCopies(900, "[{\"a\":null}]").subList(0, 300));
    HttpResponse<String> faulty = send(CREATE, "application/json", "{\"x\":[" + list + "]}");
    refused(faulty, "invalid_fields");
  }

  @Test
  void aLongTextThatNobodyKnowsIsPassedOver() {
    String text = "t".repeat(200_000);
    for (String path : new String[] {CREATE, ADD}) {
      refused(send(path, "application/json", "{\"x\":\"" + text + "\"}"), "invalid_fields");
    }
  }
}
