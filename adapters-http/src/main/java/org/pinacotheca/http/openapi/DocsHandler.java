package org.pinacotheca.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.StaticFile;

/**
 * {@code /docs}: a page that shows the OpenAPI document. All its files are served from here, and
 * its content policy allows no other source. Thread-safe.
 */
public final class DocsHandler {
  public static final String PATH = "/docs";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
  private static final Map<String, Supplier<StaticFile>> FILES =
      Map.of(
          PATH,
          () -> own("docs.html"),
          PATH + "/docs.css",
          () -> own("docs.css"),
          PATH + "/docs.js",
          () -> own("docs.js"),
          PATH + "/swagger-ui.css",
          () -> library("swagger-ui.css"),
          PATH + "/swagger-ui-bundle.js",
          () -> library("swagger-ui-bundle.js"));

  /** Loaded on first use, because most servers never need them. */
  private final Map<String, StaticFile> loaded = new ConcurrentHashMap<>();

  public void handle(HttpExchange exchange) {
    exchange.speak(Representation.PLAIN_JSON);
    Supplier<StaticFile> file = FILES.get(exchange.path());
    if (file == null) {
      exchange.send(Refusals.ROUTE_NOT_FOUND);
      return;
    }
    exchange.serves("docs");
    if (!StaticFile.isRead(exchange.request())) {
      exchange.send(Refusals.wrongVerb("GET, HEAD"));
    } else {
      exchange.run(
          () -> loaded.computeIfAbsent(exchange.path(), _ -> file.get()),
          ready -> ready.send(exchange.request(), POLICY));
    }
  }

  private static StaticFile own(String name) {
    return StaticFile.load("org/pinacotheca/http/docs/" + name);
  }

  /** A file of Swagger UI, which its jar has in a directory named after the version. */
  private static StaticFile library(String name) {
    String facts = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    Properties release = new Properties();
    try (InputStream in =
        Objects.requireNonNull(DocsHandler.class.getResourceAsStream(facts), facts)) {
      release.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StaticFile.load(
        "META-INF/resources/webjars/swagger-ui/" + release.getProperty("version") + "/" + name);
  }
}
