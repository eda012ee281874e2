package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page that shows the description, over a socket. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private static RestServer server;

  @BeforeAll
  static void start() {
    server = new RestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = server.request(path);
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html; charset=utf-8",
    "/docs/docs.css, text/css; charset=utf-8",
    "/docs/docs.js, text/javascript; charset=utf-8",
    "/docs/swagger-ui.css, text/css; charset=utf-8",
    "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8"
  })
  void everyFileIsServedWithAPolicyThatKeepsThePageAtHome(String path, String mediaType) {
    HttpResponse<String> file = get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(header(file, "Content-Type")).isEqualTo(mediaType);
    assertThat(header(file, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("connect-src 'self'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(file.body().isBlank()).isFalse();

    HttpResponse<String> head =
        server.send(server.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo(header(file, "Content-Length"));

    HttpResponse<String> again = get(path, "If-None-Match", header(file, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void thePageNeedsNothingFromElsewhereAndHasNoScriptInIt() {
    String page = get("/docs").body();
    assertThat(LINK.matcher(page).results().map(link -> link.group(1)))
        .contains("docs/docs.js", "docs/swagger-ui-bundle.js", "openapi.json")
        .allSatisfy(link -> assertThat(link).doesNotContain(":").doesNotStartWith("//"));
    assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContain("style=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/index.html",
        "/docs/swagger-initializer.js",
        "/docs/../openapi.json",
        "/docs/%2e%2e/openapi/admin.json",
        "/docs/docs.js/x",
        "/docsx"
      })
  void nothingElseIsServed(String path) {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void filesAreOnlyRead() {
    HttpResponse<String> refused =
        server.send(server.request("/docs").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(header(refused, "Allow")).isEqualTo("GET, HEAD");
  }
}
