package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Bodies with pictures: their encoding, their size, and that nothing is left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadTest {
  private static final String ADD = "/v1/Pictures/AddPictures";
  private static final long BODY_BYTES_MAX = 300_000;

  private RestServer server;
  private String png = "";

  @BeforeAll
  void start() {
    server =
        new RestServer(
            settings -> settings.withRequestBytesMax(BODY_BYTES_MAX), executor -> executor);
    png = Base64.getEncoder().encodeToString(SamplePictures.LARGE_PNG.bytes());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void nothingStaysInTheSpool() {
    assertThat(server.spooledInTheEnd()).isZero();
  }

  private HttpResponse<String> add(String... images) {
    List<String> pictures =
        List.of(images).stream().map(image -> "{\"Image\":\"" + image + "\"}").toList();
    return server.post(
        ADD, server.ownerToken, "{\"Pictures\":[" + String.join(",", pictures) + "]}");
  }

  @Test
  void whiteSpacePrefixesAndEscapesAreTolerated() {
    String folded = png.replaceAll("(.{76})", "$1\\\\r\\\\n");
    String escaped = png.replace("/", "\\/").replace("+", "\\u002b").replace("A", "\\u0041");
    HttpResponse<String> added =
        add(
            png,
            folded,
            escaped,
            "data:image/png;base64," + png,
            " \\n\\tDATA:image/png;charset=x;BASE64," + png + " ",
            "\\u0064ata:;base64," + png);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    String first = added.headers().firstValue("X-PictureIDs").orElseThrow().split(",")[0];
    assertThat(first).matches("\\d+");
    String gallery = server.get("/v1/Pictures/GetGallery?UserID=123456", server.ownerToken).body();
    String size = "\"Size\":" + SamplePictures.LARGE_PNG.bytes().length + ",";
    assertThat(gallery.split(size, -1)).hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 12, 15, 16, 17, 24, 31})
  void aBodyOfAnyNumberOfChunksIsReadToItsEnd(int chunks) {
    String blank = " ".repeat(chunks * 8192);
    HttpResponse<String> added =
        server.post(ADD, server.ownerToken, blank + "{\"Pictures\":[{\"Image\":\"" + png + "\"}]}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%%%",
        "abc",
        "ab=c",
        "abcd=",
        "====",
        "a===",
        "abc=d",
        "ab_-",
        "data:image/png,abcd",
        "data:image/png;base64",
        "caf\u00e9",
        "\\u0000abc",
        "ab\\\"cd"
      })
  void anythingElseIsNotBase64(String image) {
    HttpResponse<String> refused = add(png, image);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("\"Code\":\"image_not_base64\"", "\"ModelState\":{\"Pictures[1].Image\":[");
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY,image_missing",
    "TEXT,not_an_image",
    "BITMAP,image_unsupported",
    "HEIC,image_unsupported",
    "HALF_PNG,image_corrupt"
  })
  void whatIsNoPictureIsReportedByItsPlace(SamplePictures sample, String code) {
    HttpResponse<String> refused =
        add(png, png, Base64.getEncoder().encodeToString(sample.bytes()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("\"Code\":\"" + code + "\"", "\"ModelState\":{\"Pictures[2].Image\":[");
  }

  @Test
  void whatPhonesWriteIsNamedWithWhatToDo() {
    String heic = Base64.getEncoder().encodeToString(SamplePictures.HEIC.bytes());
    assertThat(add(heic).body()).contains("is HEIC or AVIF", "send it as JPEG");
  }

  @Test
  void everyFaultyImageIsReported() {
    Set<MediaKey> before = Set.copyOf(server.memory.files().keys());
    HttpResponse<String> refused =
        add("", png, base64(SamplePictures.TEXT), png, base64(SamplePictures.HALF_PNG), "*");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "\"Code\":\"image_missing\"",
            "\"Pictures[0].Image\":[\"is required",
            "\"Pictures[2].Image\":[\"must be a JPEG",
            "\"Pictures[4].Image\":[\"begins as a picture",
            "\"Pictures[5].Image\":[\"must be base64")
        .doesNotContain("Pictures[1]", "Pictures[3]");
    assertThat(server.memory.files().keys()).as("kept files").isEqualTo(before);
  }

  private static String base64(SamplePictures sample) {
    return Base64.getEncoder().encodeToString(sample.bytes());
  }

  @Test
  void aMissingImageIsReportedWithTheOtherFaultsOfForm() {
    HttpResponse<String> refused =
        server.post(
            ADD,
            server.ownerToken,
            "{\"AlbumID\":\"x\",\"Pictures\":[{\"Title\":{}},{\"Image\":null},{\"Image\":\"*\"}]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "\"Code\":\"invalid_fields\"",
            "\"AlbumID\":[",
            "\"Pictures[0].Title\":[",
            "\"Pictures[0].Image\":[",
            "\"Pictures[1].Image\":[")
        .doesNotContain("Pictures[2]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                         | \"Pictures\":[",
        "{\"Pictures\":[]}                          | \"Pictures\":[",
        "{\"Pictures\":{}}                          | \"Pictures\":[",
        "{\"Pictures\":[5]}                         | \"Pictures[0]\":[",
        "{\"Pictures\":[null]}                      | \"Pictures[0]\":[",
        "{\"Pictures\":[{\"Image\":7}]}             | \"Pictures[0].Image\":[",
        "{\"Pictures\":[{}]}                        | \"Pictures[0].Image\":[",
        "{\"Pictures\":[{\"Image\":null}]}          | \"Pictures[0].Image\":[",
        "{\"Pictures\":[{\"Title\":[],\"Image\":\"\"}]} | \"Pictures[0].Title\":["
      })
  void malformedPicturesAreReportedByTheirPlace(String body, String field) {
    HttpResponse<String> refused = server.post(ADD, server.ownerToken, body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"ModelState\":{" + field);
  }

  @Test
  void aTitleThatIsTooLongIsReportedByItsPlace() {
    String title = "t".repeat(101);
    HttpResponse<String> refused =
        server.post(
            ADD,
            server.ownerToken,
            "{\"Pictures\":[{\"Image\":\"" + png + "\"},{\"Title\":\"" + title + "\"}]}");
    assertThat(refused.body()).contains("\"ModelState\":{\"Pictures[1].Title\":[");
  }

  @Test
  void moreThanFiftyPicturesAreRefused() {
    HttpResponse<String> refused = add(Collections.nCopies(51, "").toArray(String[]::new));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("must name 1-50 pictures, not 51.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "ISO-8859-1"})
  void otherCharactersSetsAreUnderstood(String charset) {
    byte[] body =
        ("{\"Pictures\":[{\"Title\":\"Café\",\"Image\":\"" + png + "\"}]}")
            .getBytes(Charset.forName(charset));
    HttpResponse<String> added =
        server.send(
            server
                .request(ADD)
                .header("Authorization", "bearer " + server.ownerToken)
                .header("Content-Type", "application/json;charset=" + charset)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
  }

  @Test
  void aByteOrderMarkIsTolerated() {
    HttpResponse<String> added =
        server.post(ADD, server.ownerToken, "\uFEFF{\"Pictures\":[{\"Image\":\"" + png + "\"}]}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
  }

  @Test
  void textInUtf16ThatSaysUtf8IsRefused() {
    HttpResponse<String> refused =
        server.send(
            server
                .body(ADD, server.ownerToken)
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        "{\"Pictures\":[{\"Image\":\"QUJD\"}]}"
                            .getBytes(StandardCharsets.UTF_16LE))));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"Code\":\"malformed_json\"");
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      send(socket, "Content-Length: " + (BODY_BYTES_MAX + 1) + "\r\n\r\n");
      assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aBodyThatGrowsTooLargeIsRefusedMeanwhile() {
    byte[] large =
        ("{\"Pictures\":[]}" + " ".repeat((int) BODY_BYTES_MAX))
            .getBytes(StandardCharsets.US_ASCII);
    HttpResponse<String> refused =
        server.send(
            server
                .body(ADD, server.ownerToken)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large))));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("\"Code\":\"request_too_large\"");
  }

  @Test
  void aClientWhoGoesAwayLeavesNothingBehind() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String begun = "{\"Pictures\":[" + " ".repeat(50_000);
      send(socket, "Content-Length: 100000\r\n\r\n" + begun);
      long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
      while (server.spooled() == 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(server.spooled()).isOne();
    }
  }

  @Test
  void aClientWhoAsksFirstIsReportedToGoOn() throws IOException {
    String body = "{\"Pictures\":[]}";
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      send(socket, "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(25), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 100 Continue");
      socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(socket)).startsWith("HTTP/1.1 400 ");
    }
  }

  private void send(Socket socket, String rest) throws IOException {
    OutputStream out = socket.getOutputStream();
    String head =
        "POST " + ADD + " HTTP/1.1\r\nHost: gallery.test\r\nContent-Type: application/json\r\n";
    String token = "Authorization: bearer " + server.ownerToken + "\r\n";
    out.write((head + token + rest).getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String answer(Socket socket) throws IOException {
    byte[] bytes = new byte[4_000];
    int count = socket.getInputStream().read(bytes);
    return new String(bytes, 0, Math.max(0, count), StandardCharsets.US_ASCII);
  }
}
