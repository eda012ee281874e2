package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that a proxy in front could interpret differently from the program, each followed by
 * another request.
 */
class MalformedRequestsTest {
  private static final int TIMEOUT_MILLIS = 300_000;
  private static final String BEHIND = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");

  private static @TempDir Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void serve() throws IOException {
    server = ServerProcess.start(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String get(String... headers) {
    return "GET /health/live HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static String post(String headers, String body) {
    return "POST /oauth/token HTTP/1.1\r\nHost: h\r\n" + FORM + headers + "\r\n\r\n" + body;
  }

  private static String chunked(String body) {
    return post("Transfer-Encoding: chunked", body);
  }

  static Stream<String> malformed() {
    String body = "5\r\na=b&c\r\n0\r\n\r\n";
    return Stream.of(
        post("Transfer-Encoding: chunked\r\nContent-Length: 5", body)
            .replaceFirst("HTTP/1.1", "HTTP/1.0"),
        post("Transfer-Encoding: chunked", body).replaceFirst("HTTP/1.1", "HTTP/1.0"),
        post("Transfer-Encoding: chunked\r\nContent-Length: 5", body),
        post("Content-Length: 15\r\nTransfer-Encoding: chunked", body),
        post("Transfer-Encoding: chunked, xchunked", body),
        post("Transfer-Encoding: xchunked, chunked", body),
        post("Transfer-Encoding: gzip, chunked", body),
        post("Transfer-Encoding: chunked, chunked", body),
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", body),
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", body),
        post("Transfer-Encoding: identity", body),
        post("Transfer-Encoding: identity\r\nContent-Length: 3", "a=b"),
        post("Transfer-Encoding: \"chunked\"", body),
        post("Transfer-Encoding:\r\n chunked", body),
        post("Transfer-Encoding: chunked;q=1", body),
        post("Transfer-Encoding: \u000bchunked", body),
        post("Transfer-Encoding : chunked", body),
        post("Transfer-Encoding:", body),
        post("X: y\r\n\tTransfer-Encoding: chunked\r\nContent-Length: 3", "a=b"),
        post("Content-Length: 3\r\nContent-Length: 3", "a=b"),
        post("Content-Length: 3\r\nContent-Length: 4", "a=b"),
        post("Content-Length: 3, 3", "a=b"),
        post("Content-Length: 3,3", "a=b"),
        post("Content-Length: +3", "a=b"),
        post("Content-Length: -3", "a=b"),
        post("Content-Length: 0x3", "a=b"),
        post("Content-Length: 3 ;", "a=b"),
        post("Content-Length: ", "a=b"),
        post("Content-Length: 99999999999999999999", "a=b"),
        post("Content-Length : 3", "a=b"),
        get("Host: h", "Host: h"),
        get("Host: h", "host: evil.example"),
        get("X: y"),
        get("Host: h, evil.example"),
        get("Host: h/x"),
        get("Host: u@h"),
        get("Host: h h"),
        get("Host: h:8o"),
        get("Host: h:99999"),
        get("Host: [:::::]"),
        get("Host: h", "X: a\u0000b"),
        get("Host: h", "X: a\u0001b"),
        get("Host: h", "X: a\u007fb"),
        get("Host: h", "X: a\rb"),
        get("Host: h", "X: a\nY: b"),
        get("Host: h", "X: a", " folded"),
        get("Host: h", "X: a", "\tfolded"),
        get(" Host: h"),
        get("Host: h", "no colon"),
        get("Host: h", "X y: z"),
        get("Host: h", ": z"),
        get("Host: h").replace("\r\n", "\n"),
        get("Host: h").replaceFirst(" ", "  "),
        get("Host: h").replaceFirst(" ", "\t"),
        get("Host: h").replaceFirst(" HTTP", "  HTTP"),
        get("Host: h").replaceFirst(" HTTP", "\u000bHTTP"),
        get("Host: h").replaceFirst("HTTP/1.1", "HTTP/1.1 "),
        get("Host: h").replaceFirst(" HTTP/1.1", ""),
        get("Host: h").replaceFirst("HTTP/1.1", "HTTP/1.2"),
        get("Host: h").replaceFirst("HTTP/1.1", "HTTP/2.0"),
        get("Host: h").replaceFirst("HTTP/1.1", "http/1.1"),
        get("Host: h").replaceFirst("HTTP/1.1", "HTTPS/1.1"),
        get("Host: h").replaceFirst("HTTP/1.1", "HTTP/1.01"),
        get("Host: h").replaceFirst("/health", "health"),
        get("Host: h").replaceFirst("/health/live", "*"),
        get("Host: h").replaceFirst("GET /health/live", "OPTIONS *"),
        get("Host: h").replaceFirst("/health/live", "/%zz"),
        get("Host: h").replaceFirst("/health/live", "/%"),
        get("Host: h").replaceFirst("/health/live", "http://h/%4"),
        get("Host: h").replaceFirst("/health/live", "/health\u0000/live"),
        get("Host: h").replaceFirst("/health/live", "h:80"),
        get("Host: h").replaceFirst("/health", "http://evil.example/health"),
        get("Host: h").replaceFirst("/health", "http:///health"),
        get("Host: h").replaceFirst("/health", "ftp://h/health"),
        get("Host: h").replaceFirst("GET", "G\u0000T"),
        get("Host: h").replaceFirst("GET", "GET/"),
        "\u0000" + get("Host: h"),
        "\u0001\u0002" + get("Host: h"),
        " " + get("Host: h"),
        "\n" + get("Host: h"),
        "\r" + get("Host: h"),
        "\t\r\n" + get("Host: h"));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String request) throws Exception {
    refusedAlone(request);
  }

  static Stream<String> malformedBodies() {
    return Stream.of(
        chunked("zz\r\na=b&c\r\n0\r\n\r\n"),
        chunked("\r\na=b\r\n0\r\n\r\n"),
        chunked("-5\r\na=b&c\r\n0\r\n\r\n"),
        chunked("+5\r\na=b&c\r\n0\r\n\r\n"),
        chunked("0x5\r\na=b&c\r\n0\r\n\r\n"),
        chunked("5 \r\na=b&c\r\n0\r\n\r\n"),
        chunked(" 5\r\na=b&c\r\n0\r\n\r\n"),
        chunked("fffffffff\r\na=b&c\r\n0\r\n\r\n"),
        chunked("5\na=b&c\r\n0\r\n\r\n"),
        chunked("5\r\na=b&cXX0\r\n\r\n"),
        chunked("5\r\na=b&c\n0\r\n\r\n"),
        chunked("5;ext\n\r\na=b&c\r\n0\r\n\r\n"),
        chunked("5;e=\"\r\nx\"\r\na=b&c\r\n0\r\n\r\n"),
        chunked("5;\u0000\r\na=b&c\r\n0\r\n\r\n"),
        chunked("5\r\na=b&c\r\n0\r\nno colon\r\n\r\n"),
        chunked("5\r\na=b&c\r\n0\r\nX: y\nZ: z\r\n\r\n"),
        chunked("5\r\na=b&c\r\n0\r\nX: y\r\n folded\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void malformedBodyOfAForm(String request) throws Exception {
    refusedAlone(request);
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void malformedBodyOfACall(String request) throws Exception {
    String reply = refusedAlone(request.replaceFirst("/oauth/token", "/api.php"));
    assertThat(reply).contains("<error_code>100</error_code>");
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void malformedBodyBehindAnotherRequest(String request) throws Exception {
    String reply = exchange(BEHIND + request + BEHIND);
    assertThat(statuses(reply)).containsExactly("200", "400");
  }

  /** The server does not wait for its body. */
  @ParameterizedTest
  @MethodSource("malformedBodies")
  void malformedBodyOfARequestThatNeedsNone(String request) throws Exception {
    String live = request.replaceFirst("POST /oauth/token", "GET /health/live");
    assertThat(statuses(exchange(live + BEHIND))).containsExactly("200");
  }

  /** Closing at once would reset the connection while data arrives, and lose the response. */
  @Test
  void malformedBodyOfARequestThatNeedsNoneIsReceivedToItsEnd() throws Exception {
    String live = chunked("zz\r\n").replaceFirst("POST /oauth/token", "GET /health/live");
    assertThat(statuses(exchange(live + "x".repeat(8 << 20)))).containsExactly("200");
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void malformedBodyIsLoggedAsTheFaultOfTheRequest(String request) throws Exception {
    refusedAlone(request.replaceFirst("\r\n", "\r\nX-Request-ID: broken-body\r\n"));
    server.awaitLog("broken-body");
    assertThat(server.log().lines().filter(line -> line.contains("broken-body")))
        .allSatisfy(line -> assertThat(line).contains("malformed_request").doesNotContain("gone"));
  }

  static Stream<String> wellFormed() {
    return Stream.of(
        get("Host: h"),
        "\r\n" + get("Host: h"),
        "\r\n\r\n" + get("Host: h"),
        get("Host: [::1]:80"),
        get("Host:"),
        get("Host: h:"),
        get("Host: h").replaceFirst("/health/live", "/%68ealth/live?a=%zz"),
        get("Host: h.example:8080", "X: a\tb \u00e4\u00ff", "Y:", "Z:z"),
        get("Host: h").replaceFirst("/health", "http://h/health"),
        get("Host: h")
            .replaceFirst("HTTP/1.1", "HTTP/1.0")
            .replaceFirst("Host: h", "Connection: keep-alive"),
        chunked("11;ext=1\r\ngrant_type=passwo\r\n2\r\nrd\r\n0\r\n\r\n"),
        chunked("13 ; a=\"b\"\r\ngrant_type=password\r\n0\r\nX: y\r\n\r\n"),
        post("transfer-encoding: CHUNKED", "0013\r\ngrant_type=password\r\n00\r\n\r\n"),
        post("Content-Length: 0019", "grant_type=password"),
        post("CONTENT-LENGTH: 19", "grant_type=password"));
  }

  @ParameterizedTest
  @MethodSource
  void wellFormed(String request) throws Exception {
    String last = BEHIND.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    String replies = exchange(request + last);
    assertThat(statuses(replies)).as(replies).hasSize(2).endsWith("200");
    assertThat(replies).doesNotContain("malformed");
  }

  private static String refusedAlone(String request) throws Exception {
    String reply = exchange(request + BEHIND);
    assertThat(statuses(reply)).as(reply).containsExactly("400");
    assertThat(reply).containsIgnoringCase("connection: close");
    return reply;
  }

  private static List<String> statuses(String reply) {
    return STATUS.matcher(reply).results().map(it -> it.group(1)).toList();
  }

  /** All data from the server until it closes the connection. */
  private static String exchange(String request) throws IOException {
    int port = URI.create(server.url()).getPort();
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
