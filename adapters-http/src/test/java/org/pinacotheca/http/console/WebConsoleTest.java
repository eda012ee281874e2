package org.pinacotheca.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.transport.RequestObserver;

/** The console's files over a socket. */
class WebConsoleTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .* from \"([^\"]+)\"");
  private static final Pattern ID_IN_PAGE = Pattern.compile(" id=\"([a-z-]+)\"");
  private static final Pattern ID_IN_SCRIPT = Pattern.compile("find\\(\"([a-z-]+)\"\\)");

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static volatile String publicUrl = "https://pictures.example.org:8443/gallery";
  private static HttpServer server;

  @BeforeAll
  static void listen() {
    Router router = Router.router(VERTX);
    new WebConsole(() -> publicUrl, RequestObserver.atEnd(_ -> {})).mount(router, VERTX);
    router.route().handler(RestApi.notFound(VERTX, RequestObserver.atEnd(_ -> {})));
    server =
        VERTX
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(router)
            .listen()
            .await();
  }

  @AfterAll
  static void stop() {
    VERTX.close().await();
    CLIENT.close();
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()).resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static List<String> scriptPaths() throws IOException, InterruptedException {
    // Every imported file is a script too.
    List<String> paths = new ArrayList<>(List.of("/console.js"));
    for (int next = 0; next < paths.size(); next++) {
      for (String imported : all(IMPORT, send("GET", paths.get(next)).body())) {
        String path = imported.substring(1);
        if (!paths.contains(path)) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  static List<String> paths() throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>(List.of("/", "/console.css", "/favicon.svg"));
    paths.addAll(scriptPaths());
    return paths;
  }

  private static String mediaType(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/html; charset=utf-8";
    };
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyFileIsServedWithAStrictPolicy(String path) throws Exception {
    HttpResponse<String> file = send("GET", path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(header(file, "Content-Type")).isEqualTo(mediaType(path));
    assertThat(header(file, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
                + " https://pictures.example.org:8443; connect-src 'self'; form-action 'none';"
                + " frame-ancestors 'none'; base-uri 'none'");
    assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(file, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
    assertThat(file.body()).isNotBlank();

    HttpResponse<String> head = send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("Content-Type", "Content-Length", "ETag", "Cache-Control")) {
      assertThat(header(head, name)).as(name).isEqualTo(header(file, name)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void whatTheBrowserHasIsNotSentAgain(String path) throws Exception {
    String tag = header(send("GET", path), "ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> same = send("GET", path, "If-None-Match", known);
      assertThat(same.statusCode()).as(known).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(header(same, "ETag")).isEqualTo(tag);
      assertThat(header(same, "Content-Security-Policy")).startsWith("default-src 'none'");
    }
    assertThat(send("GET", path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(send("HEAD", path, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void filesThatDifferHaveTagsThatDiffer() throws Exception {
    List<String> tags = new ArrayList<>();
    for (String path : paths()) {
      tags.add(header(send("GET", path), "ETag"));
    }
    assertThat(tags).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console.html",
        "/console",
        "/console.js/",
        "/CONSOLE.JS",
        "/index.html",
        "/console/console.js",
        "/%2e%2e/console.js",
        "//console.js",
        "/favicon.ico",
        "/org/pinacotheca/http/WebConsole.class"
      })
  void nothingElseIsServed(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"Code\":\"route_not_found\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void filesAreOnlyRead(String method) throws Exception {
    HttpResponse<String> refused = send(method, "/");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(header(refused, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void everythingThePageNeedsIsServedAndNothingIsFetchedFromElsewhere() throws Exception {
    List<String> links = all(LINK, send("GET", "/").body());
    assertThat(links).contains("console.css", "console.js", "favicon.svg");
    // The OpenAPI document belongs to the REST API, not to the console.
    assertThat(links).contains("docs");
    for (String link : links.stream().filter(link -> !link.equals("docs")).toList()) {
      assertThat(URI.create(link).isAbsolute()).as(link).isFalse();
      assertThat(send("GET", "/" + link).statusCode()).as(link).isEqualTo(200);
    }
    assertThat(send("GET", "/console.css").body()).doesNotContain("url(", "@import");
    assertThat(scriptPaths())
        .hasSizeGreaterThan(10)
        .allSatisfy(path -> assertThat(path).matches("/[a-z]+\\.js"));
    assertThat(scripts())
        .allSatisfy(script -> assertThat(script).doesNotContain("import(", "https:"));
  }

  private static List<String> scripts() throws IOException, InterruptedException {
    List<String> scripts = new ArrayList<>();
    for (String path : scriptPaths()) {
      scripts.add(send("GET", path).body());
    }
    return scripts;
  }

  @Test
  void thePageKeepsToItsOwnPolicy() throws Exception {
    assertThat(send("GET", "/").body())
        .contains("<html lang=\"en\">", "aria-live=")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContain("style=", "<style", "javascript:");
    assertThat(String.join("\n", scripts()))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("document.cookie", ".style.");
  }

  @Test
  void theScriptFindsWhatItLooksForInThePage() throws Exception {
    List<String> inPage = all(ID_IN_PAGE, send("GET", "/").body());
    assertThat(inPage).doesNotHaveDuplicates();
    assertThat(all(ID_IN_SCRIPT, String.join("\n", scripts())))
        .hasSizeGreaterThan(50)
        .isSubsetOf(inPage);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, ' http://127.0.0.1:8080'",
    "https://cdn.example.org, ' https://cdn.example.org'",
    "https://user@cdn.example.org/a;script-src, ' https://cdn.example.org'",
    "/nowhere, ''"
  })
  void onlyTheOriginOfThePublicUrlGetsIntoThePolicy(String url, String source) throws Exception {
    String before = publicUrl;
    try {
      publicUrl = url;
      assertThat(header(send("GET", "/"), "Content-Security-Policy"))
          .contains("img-src 'self' data: blob:" + source + "; connect-src 'self';");
    } finally {
      publicUrl = before;
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
