package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Any nonsense request gets a clean refusal. */
class NonsenseProperties {
  private static @Nullable RestServer running;

  @BeforeContainer
  static void start() {
    running = new RestServer();
  }

  @AfterContainer
  static void stop() {
    server().close();
  }

  private static RestServer server() {
    if (running == null) {
      throw new IllegalStateException("the server is not running");
    }
    return running;
  }

  private static void isCleanRefusal(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
    assertThat(response.body())
        .startsWith("{\"Message\":\"")
        .contains("\"Code\":\"")
        .doesNotContain("Exception", "org.pinacotheca", "\\tat ");
  }

  @Provide
  Arbitrary<String> operations() {
    return Arbitraries.of(
        "/v1/Pictures/CreateAlbum",
        "/v1/Pictures/AddPictures",
        "/v1/Groups/Pictures/AddPictures",
        "/v1/Pictures/RemovePictures",
        "/v1/Pictures/RemoveAlbum",
        "/admin/v1/members",
        "/admin/v1/pictures/moderate");
  }

  private static String token(String path) {
    return path.startsWith("/admin") ? RestServer.ADMIN_TOKEN : server().ownerToken;
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void randomBytesAreRefused(
      @ForAll("operations") String path, @ForAll @Size(max = 200) byte[] body) {
    isCleanRefusal(
        server()
            .send(
                server()
                    .body(path, token(path))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
  }

  @Provide
  Arbitrary<String> jsonNonsense() {
    return Arbitraries.of(
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}{}",
        "{},",
        "{\"Name\"",
        "{\"Name\":}",
        "{'Name':'x'}",
        "{\"Name\":\"\\ud800\"}",
        "{\"Name\":\"\\u0000\"}",
        "{\"Name\":NaN}",
        "{\"AlbumID\":1e400}",
        "{\"AlbumID\":" + "9".repeat(99) + "}",
        "{\"AlbumID\":" + "9".repeat(5000) + "}",
        "{\"Name\":\"a\",\"PinNumber\":\"7f3q\",\"PINPrice\":1e999999999}",
        "{\"Name\":\"a\",\"PinNumber\":\"7f3q\",\"PINPrice\":1e-999999999}",
        "{\"Name\":\"a\",\"PinNumber\":\"7f3q\",\"PINPrice\":1e99999999999999}",
        "{\"Name\":\"a\",\"PinNumber\":\"7f3q\",\"PINPrice\":\"5,0\"}",
        "{\"PictureIDs\":[" + "1,".repeat(20000) + "1]}",
        "{\"PictureIDs\":[[[]]]}",
        "{\"Pictures\":[" + "{},".repeat(20000) + "{}]}",
        "{\"Pictures\":[{\"Image\":{\"a\":[]}}]}",
        "{\"x\":" + "[".repeat(100000) + "}",
        "{\"Name\":" + "{\"a\":".repeat(5000) + "}",
        "{\"Name\":\"" + "n".repeat(200000) + "\"}",
        "{\"" + "n".repeat(200000) + "\":1}",
        "{\"Nickname\":[\"a\"],\"UserID\":true}");
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void hostileJsonIsRefused(
      @ForAll("operations") String path, @ForAll("jsonNonsense") String body) {
    isCleanRefusal(server().post(path, token(path), body));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void strangeQueriesAreRefused(@ForAll String value, @ForAll("queryNames") String name) {
    String encoded = URLEncoder.encode(value + "!", StandardCharsets.UTF_8);
    isCleanRefusal(
        server()
            .get(
                "/v1/Pictures/GetGallery?UserID=123456&" + name + "=" + encoded,
                server().ownerToken));
  }

  @Provide
  Arbitrary<String> queryNames() {
    return Arbitraries.of("AlbumID", "PageSize", "PageNumber", "UserID");
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void strangePathsAreRefused(@ForAll String value) {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    for (String root : new String[] {"/v1/", "/media/", "/admin/v1/", "/health/"}) {
      isCleanRefusal(server().get(root + encoded + "/x", server().ownerToken));
    }
  }

  @Example
  void brokenEscapesAndHeadersAreRefused() throws IOException {
    for (String request :
        new String[] {
          "GET /v1/Pictures/GetAlbums?UserID=%ZZ HTTP/1.1\r\nAuthorization: bearer TOKEN\r\n",
          "GET /v1/Pictures/GetAlbums?UserID=%E0%A4 HTTP/1.1\r\nAuthorization: bearer TOKEN\r\n",
          "GET /v1/%/x HTTP/1.1\r\n",
          "GET /media/%00/%2e%2e HTTP/1.1\r\n",
          "GET /v1/Pictures/GetAlbums?UserID=1 HTTP/1.1\r\nAuthorization: bearer\r\n",
          "GET /v1/Pictures/GetAlbums?UserID=1 HTTP/1.1\r\nAuthorization: bearer "
              + "t".repeat(5000)
              + "\r\n",
          "GET /v1/Pictures/GetAlbums?UserID=1 HTTP/1.1\r\nAccept: " + "a/b,".repeat(1500) + "\r\n",
          "GET /v1/Pictures/GetAlbums?" + "a=1&".repeat(900) + " HTTP/1.1\r\n",
          "POST /v1/Pictures/CreateAlbum HTTP/1.1\r\nContent-Type: ;;;=\r\nContent-Length: 0\r\n"
        }) {
      try (Socket socket = new Socket("127.0.0.1", server().port())) {
        String text = request.replace("TOKEN", server().ownerToken) + "Host: x\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4000];
        int count = socket.getInputStream().read(answer);
        assertThat(new String(answer, 0, count, StandardCharsets.UTF_8))
            .as(text)
            .matches("(?s)HTTP/1.1 4\\d\\d .*\\{\"Message\":\".*\"Code\":\".*");
      }
    }
  }
}
