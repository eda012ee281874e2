package org.pinacotheca.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The web console: one page at {@code /} that uses the REST API of its own origin, with its style,
 * scripts and icon. Requests to any other path are handed on. Thread-safe.
 */
public final class WebConsole {
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Supplier<String> publicUrl;
  private final Consumer<ServedRequest> observer;
  private final Map<String, Page> pages =
      Map.of(
          "/", Page.load("console.html", "text/html; charset=utf-8"),
          "/console.css", Page.load("console.css", "text/css; charset=utf-8"),
          "/console.js", Page.load("console.js", SCRIPT),
          "/page.js", Page.load("page.js", SCRIPT),
          "/selling.js", Page.load("selling.js", SCRIPT),
          "/favicon.svg", Page.load("favicon.svg", "image/svg+xml"));

  /**
   * A console whose pictures have addresses under the public URL, which may be of another origin
   * than the page.
   *
   * @param publicUrl asked with every answer
   * @param observer is told of every request, on its event loop
   */
  public WebConsole(Supplier<String> publicUrl, Consumer<ServedRequest> observer) {
    this.publicUrl = publicUrl;
    this.observer = observer;
  }

  /** A router to mount at the root of a server. It may be used by several event loops. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(routing -> route(vertx, routing));
    return router;
  }

  private void route(Vertx vertx, RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String path = request.path() == null ? "" : request.path();
    Page page = pages.get(path);
    if (page == null) {
      routing.next();
      return;
    }
    Exchange exchange = new Exchange(vertx, Runnable::run, routing, path, observer);
    exchange.serves("console");
    exchange.guarded(() -> {
      boolean isHead = request.method().equals(HttpMethod.HEAD);
      if (isHead || request.method().equals(HttpMethod.GET)) {
        send(page, request, isHead);
      } else {
        exchange.send(Refusals.wrongVerb("GET, HEAD"));
      }
    });
  }

  private void send(Page page, HttpServerRequest request, boolean isHead) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Content-Security-Policy", policy())
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", page.entityTag);
    String known = request.getHeader("If-None-Match");
    if (known != null && Validators.names(known, page.entityTag, true)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", page.mediaType);
    response.putHeader("Content-Length", Integer.toString(page.bytes.length()));
    if (isHead) {
      response.end();
    } else {
      response.end(page.bytes);
    }
  }

  private String policy() {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
        + pictureOrigin()
        + "; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
  }

  /** The public URL without its path, as a policy names it: nothing else of it may get in there. */
  private String pictureOrigin() {
    URI url = URI.create(publicUrl.get());
    if (url.getScheme() == null || url.getHost() == null) {
      return "";
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return " " + url.getScheme() + "://" + url.getHost() + port;
  }

  /** A file of the console. */
  private record Page(String mediaType, Buffer bytes, String entityTag) {
    static Page load(String name, String mediaType) {
      byte[] bytes;
      try (InputStream in =
          Optional.ofNullable(WebConsole.class.getResourceAsStream("console/" + name))
              .orElseThrow(
                  () -> new IllegalStateException("the console's file " + name + " is missing"))) {
        bytes = in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Page(mediaType, Buffer.buffer(bytes), "\"" + digest(bytes) + "\"");
    }

    private static String digest(byte[] bytes) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(hash, 0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
