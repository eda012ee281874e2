package org.pinacotheca.http.sharing;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.sharing.ShareToken;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.PagePolicy;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.StaticFile;

/**
 * {@code /s/{token}}: the page that a visitor of a share link opens, with its style and script. It
 * asks GetSharedAlbum for the pictures; opening it counts nothing, so that a messenger's preview of
 * a link is no visit. Thread-safe.
 */
public final class SharePage {
  public static final String PATH = "/s/";

  private final Gallery gallery;
  private final Authentication authentication;
  private final Supplier<String> publicUrl;
  private final Map<String, StaticFile> files =
      Map.of("share.css", load("share.css"), "share.js", load("share.js"));
  private final StaticFile page = load("share.html");
  private final StaticFile gone = load("gone.html");

  /**
   * The pages of a gallery's links.
   *
   * @param publicUrl below which the pictures are; read for every response
   */
  public SharePage(Gallery gallery, Authentication authentication, Supplier<String> publicUrl) {
    this.gallery = gallery;
    this.authentication = authentication;
    this.publicUrl = publicUrl;
  }

  private static StaticFile load(String name) {
    return StaticFile.load("org/pinacotheca/http/sharing/" + name);
  }

  public void handle(HttpExchange exchange) {
    HttpServerRequest request = exchange.request();
    exchange.speak(Representation.PLAIN_JSON);
    exchange.serves("share page");
    if (!StaticFile.isRead(request)) {
      exchange.send(Refusals.wrongVerb("GET, HEAD"));
      return;
    }
    String name = exchange.path().substring(PATH.length());
    StaticFile file = files.get(name);
    if (file != null) {
      file.send(request, policy());
      return;
    }
    Optional<Response> flood = authentication.arrived(exchange.address());
    if (flood.isPresent()) {
      exchange.send(flood.get());
      return;
    }
    exchange.run(() -> isOpen(name), open -> send(request, open));
  }

  private boolean isOpen(String token) {
    return ShareToken.isWellFormed(token) && gallery.shareLinks().isOpen(new ShareToken(token));
  }

  private void send(HttpServerRequest request, boolean open) {
    request.response().putHeader("X-Robots-Tag", "noindex, nofollow");
    if (open) {
      page.send(request, policy());
    } else {
      gone.send(request, policy(), 404);
    }
  }

  private String policy() {
    return PagePolicy.showingPicturesOf(publicUrl.get());
  }
}
