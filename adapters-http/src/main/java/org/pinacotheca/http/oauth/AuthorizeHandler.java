package org.pinacotheca.http.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.PagePolicy;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.StaticFile;

/**
 * {@code GET /OAuth/Authorize}: leads a member's browser to the page where they let a program in.
 * An unknown application or address is shown, never redirected to. Thread-safe.
 */
public final class AuthorizeHandler {
  public static final String PATH = "/oauth/authorize";

  private final Gallery gallery;
  private final Authentication authentication;
  private final Supplier<String> publicUrl;
  private final StaticFile unknown =
      StaticFile.load("org/pinacotheca/http/oauth/unknown-program.html");

  /**
   * A handler.
   *
   * @param publicUrl of the web pages; read for every request
   */
  public AuthorizeHandler(
      Gallery gallery, Authentication authentication, Supplier<String> publicUrl) {
    this.gallery = gallery;
    this.authentication = authentication;
    this.publicUrl = publicUrl;
  }

  public void handle(HttpExchange exchange) {
    HttpServerRequest request = exchange.request();
    exchange.serves("OAuth/Authorize");
    exchange.speak(Representation.PLAIN_JSON);
    if (!StaticFile.isRead(request)) {
      exchange.send(Refusals.wrongVerb("GET, HEAD"));
      return;
    }
    Optional<Response> flood = authentication.arrived(exchange.address());
    if (flood.isPresent()) {
      exchange.send(flood.get());
      return;
    }
    String query = query(request.query());
    exchange.run(
        () -> target(query),
        target -> {
          if (target.isPresent()) {
            request.response().setStatusCode(302).putHeader("Location", target.get());
            request.response().putHeader("Cache-Control", "no-store").end();
          } else {
            unknown.send(request, PagePolicy.showingPicturesOf(publicUrl.get()), 400);
          }
        });
  }

  private static String query(@Nullable String raw) {
    return raw == null ? "" : raw;
  }

  private Optional<String> target(String query) {
    return read(gallery, query)
        .map(read ->
            switch (read) {
              case AuthorizationRequest.Read.Valid _ ->
                  publicUrl.get() + "/#authorize=" + URLEncoder.encode(query, UTF_8);
              case AuthorizationRequest.Read.Wrong(String redirectTo) -> redirectTo;
            });
  }

  /** Reads a request; empty when it is malformed or of no known application and address. */
  static Optional<AuthorizationRequest.Read> read(Gallery gallery, String query) {
    OAuthForm form;
    try {
      form = OAuthForm.ofQuery(query);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    String redirectUri = form.text("redirect_uri");
    Optional<ClientApplication> application =
        gallery.authorizations().application(form.text("client_id"), redirectUri);
    return application.map(
        known -> AuthorizationRequest.of(known, new RedirectUri(redirectUri), form));
  }
}
