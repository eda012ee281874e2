package org.pinacotheca.http.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.PagePolicy;
import org.pinacotheca.http.wire.StaticFile;
import org.pinacotheca.transport.MountedPath;
import org.pinacotheca.transport.RequestObserver;

/**
 * The web console: one page at {@code /} that uses the REST API of its own origin, with its style,
 * scripts and icon. Requests to any other path go to the next routes. Thread-safe.
 */
public final class WebConsole {
  private static final List<String> FILES =
      List.of(
          "console.css",
          "favicon.svg",
          "console.js",
          "account.js",
          "albums.js",
          "amounts.js",
          "api.js",
          "approvals.js",
          "consent.js",
          "credits.js",
          "logins.js",
          "navigation.js",
          "page.js",
          "pictures.js",
          "prices.js",
          "programs.js",
          "selection.js",
          "selling.js",
          "sharing.js",
          "signing.js",
          "uploads.js");

  private static final String BANNER =
      "<p class=\"sandbox\" role=\"note\"><strong>Sandbox.</strong> For tests of programs:"
          + " everything is in memory, example members and credits are not real, and the time"
          + " stands still.</p>";

  private final Supplier<String> publicUrl;
  private final RequestObserver observer;
  private final Map<String, StaticFile> pages;

  /**
   * A console whose picture addresses are under the public URL, which may be another origin than
   * the page's.
   *
   * @param publicUrl read for every response
   * @param observer watches every request
   */
  public WebConsole(Supplier<String> publicUrl, RequestObserver observer) {
    this(publicUrl, observer, load("console.html"));
  }

  private WebConsole(Supplier<String> publicUrl, RequestObserver observer, StaticFile page) {
    this.publicUrl = publicUrl;
    this.observer = observer;
    this.pages = pages(page);
  }

  /**
   * A console for the settings of a server: it leads members who want credits to the operator's
   * page, and lets everybody register, where there is such a page and everybody may.
   */
  public static WebConsole of(RestSettings settings) {
    String offers =
        (settings.creditsShop().isPresent() ? " data-credits" : "")
            + (settings.isRegistrationOpen() ? " data-registration" : "");
    StaticFile page =
        load("console.html").with("<html lang=\"en\">", "<html lang=\"en\"" + offers + ">");
    return new WebConsole(settings.publicUrl(), settings.observer(), page);
  }

  /** A console with a banner that says that this is a sandbox. */
  public static WebConsole ofSandbox(Supplier<String> publicUrl, RequestObserver observer) {
    StaticFile page = load("console.html").with("<body>", "<body>\n  " + BANNER);
    return new WebConsole(publicUrl, observer, page);
  }

  private static Map<String, StaticFile> pages(StaticFile page) {
    Map<String, StaticFile> pages = new HashMap<>();
    pages.put("/", page);
    FILES.forEach(file -> pages.put("/" + file, load(file)));
    return Map.copyOf(pages);
  }

  /** Mounts the console at the root of a server, or below a prefix of a host's router. */
  public void mount(Router router, Vertx vertx) {
    router.route().handler(routing -> route(vertx, routing));
  }

  private void route(Vertx vertx, RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String path = MountedPath.of(request, routing.mountPoint());
    StaticFile page = pages.get(path);
    if (page == null) {
      routing.next();
      return;
    }
    HttpExchange exchange = new HttpExchange(vertx, Runnable::run, request, path, observer);
    exchange.serves("console");
    exchange.guarded(() -> {
      if (StaticFile.isRead(request)) {
        page.send(request, PagePolicy.showingPicturesOf(publicUrl.get()));
      } else {
        exchange.send(Refusals.wrongVerb("GET, HEAD"));
      }
    });
  }

  private static StaticFile load(String name) {
    return StaticFile.load("org/pinacotheca/http/console/" + name);
  }
}
