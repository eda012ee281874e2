package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Pictures by their addresses; the second time from memory. */
class MediaTest {
  private static final Pattern IMAGE_URL =
      Pattern.compile("\"ImageUrl\":\"http://gallery.test(/media/[^\"]+)\"");

  final RestServer server = new RestServer();
  private byte[] original = {};
  private String path = "";

  @BeforeEach
  void upload() {
    original = picture();
    path = upload(original);
  }

  /** A picture that is cached. */
  byte[] picture() {
    return SamplePictures.LARGE_PNG.bytes();
  }

  /** The picture with more bytes. */
  static byte[] enlarged(byte[] picture, int size) {
    byte[] large = Arrays.copyOf(picture, size);
    // The image processor of the tests checks only the ends of a file.
    System.arraycopy(picture, picture.length - 12, large, large.length - 12, 12);
    return large;
  }

  private String upload(byte[] picture) {
    return upload(server, picture);
  }

  static String upload(RestServer server, byte[] picture) {
    String image = Base64.getEncoder().encodeToString(picture);
    HttpResponse<String> added =
        server.post(
            "/v1/Pictures/AddPictures",
            server.ownerToken,
            "{\"Pictures\":[{\"Image\":\"" + image + "\"}]}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    String gallery = server.get("/v1/Pictures/GetGallery?UserID=123456", server.ownerToken).body();
    Matcher matcher = IMAGE_URL.matcher(gallery);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoHasTheAddressNeedsNoHeader() {
    HttpResponse<byte[]> picture = server.sendForBytes(server.request(path));
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.body()).isEqualTo(original);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(picture.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).matches("private, max-age=\\d+"));
    assertThat(picture.headers().firstValue("ETag"))
        .hasValueSatisfying(tag -> assertThat(tag).matches("\"[^\"]+\""));
    assertThat(picture.headers().firstValue("Last-Modified"))
        .contains("Sun, 01 Mar 2026 12:00:00 GMT");
  }

  @Test
  void aHeadRequestTellsTheSameWithoutBytes() {
    HttpResponse<byte[]> head =
        server.sendForBytes(
            server.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(original.length);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aChangedOrExpiredAddressIsNotFound() {
    List<String> wrong =
        new ArrayList<>(List.of("/media/", "/media/x", "/media/x/y.jpg", path + "x"));
    for (int i = "/media/".length(); i < path.length(); i++) {
      char other = path.charAt(i) == 'a' ? 'b' : 'a';
      wrong.add(path.substring(0, i) + other + path.substring(i + 1));
    }
    for (String changed : wrong) {
      HttpResponse<String> refused = server.send(server.request(changed));
      assertThat(refused.statusCode()).as(changed).isEqualTo(404);
      assertThat(refused.body())
          .startsWith("{\"Message\":")
          .contains("\"Code\":\"media_not_found\"");
    }
    server.memory.clock().advance(Duration.ofHours(2));
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,0",
    "bytes=10-19,10,19",
    "BYTES=5-,5,-1",
    "bytes=-7,-7,-1",
    "bytes=100-999999999,100,-1"
  })
  void aPartIsSent(String range, int first, int last) {
    int from = first < 0 ? original.length + first : first;
    int to = last < 0 ? original.length - 1 : last;
    HttpResponse<byte[]> part = server.sendForBytes(server.request(path).header("Range", range));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes " + from + "-" + to + "/" + original.length);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(original, from, to + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=9-2", "lines=0-1", "bytes=-", "nonsense"})
  void aRangeThatMeansNothingIsPassedOver(String range) {
    HttpResponse<byte[]> whole = server.sendForBytes(server.request(path).header("Range", range));
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(original);
  }

  @Test
  void aRangeBehindTheEndIsRefused() {
    HttpResponse<byte[]> refused =
        server.sendForBytes(server.request(path).header("Range", "bytes=99999999-"));
    assertThat(refused.statusCode()).isEqualTo(416);
    assertThat(refused.headers().firstValue("Content-Range"))
        .contains("bytes */" + original.length);
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    String tag =
        server.sendForBytes(server.request(path)).headers().firstValue("ETag").orElseThrow();
    String date = "Sun, 01 Mar 2026 12:00:00 GMT";
    assertThat(status("If-None-Match", tag)).isEqualTo(304);
    assertThat(status("If-None-Match", "\"other\", W/" + tag)).isEqualTo(304);
    assertThat(status("If-None-Match", "*")).isEqualTo(304);
    assertThat(status("If-None-Match", "\"other\"")).isEqualTo(200);
    assertThat(status("If-Modified-Since", date)).isEqualTo(304);
    assertThat(status("If-Modified-Since", "Sun, 01 Mar 2026 11:59:59 GMT")).isEqualTo(200);
    assertThat(status("If-Modified-Since", "yesterday")).isEqualTo(200);
    assertThat(status("If-None-Match", "\"other\"", "If-Modified-Since", date)).isEqualTo(200);
    assertThat(status("If-Match", tag)).isEqualTo(200);
    assertThat(status("If-Match", "\"other\"")).isEqualTo(412);
    assertThat(status("Range", "bytes=0-0", "If-Range", tag)).isEqualTo(206);
    assertThat(status("Range", "bytes=0-0", "If-Range", date)).isEqualTo(206);
    assertThat(status("Range", "bytes=0-0", "If-Range", "\"other\"")).isEqualTo(200);
  }

  @Test
  void theAddressOfARemovedPictureEndsAtOnce() {
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(200);
    String id = path.replaceFirst(".*/o[0-9]+_([0-9]+)_.*", "$1");
    server.post("/v1/Pictures/RemovePictures", server.ownerToken, "{\"PictureIDs\":[" + id + "]}");
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(404);
    assertThat(status("If-None-Match", "*")).isEqualTo(404);
  }

  @Test
  void theAddressesOfASuspendedMemberEndAtOnceAndWorkAgain() {
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(200);
    server.gallery.suspensions().suspend(new UserId(RestServer.OWNER), true);
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(404);
    server.gallery.suspensions().suspend(new UserId(RestServer.OWNER), false);
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(200);
  }

  private int status(String... headers) {
    return server.sendForBytes(server.request(path).headers(headers)).statusCode();
  }

  @Test
  void largePicturesComeInPiecesAndSlowReadersDoNotHoldUpOthers() throws IOException {
    byte[] large = enlarged(original, 8 << 20);
    String largePath = upload(large);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        slow.add(socket);
        OutputStream out = socket.getOutputStream();
        out.write(
            ("GET " + largePath + " HTTP/1.1\r\nHost: x\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      assertThat(server.sendForBytes(server.request(largePath)).body()).isEqualTo(large);
      HttpResponse<byte[]> part =
          server.sendForBytes(server.request(largePath).header("Range", "bytes=70000-4000000"));
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(large, 70000, 4000001));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void unsafePicturesAreMaskedWhereAskedFor() {
    String masked =
        server
            .get("/v1/Pictures/GetGallery?UserID=123456", server.ownerToken, "X-MaskImages", "1")
            .body();
    Matcher matcher = IMAGE_URL.matcher(masked);
    assertThat(matcher.find()).isTrue();
    assertThat(server.send(server.request(matcher.group(1))).body()).contains("MASKED of ");
    assertThat(masked).contains("\"ThumbSafe\":false", "\"ImageSafe\":false");
  }
}
