package org.pinacotheca.rpc.method;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.pinacotheca.domain.authorization.LoginToken;

/**
 * The URL where old programs send their users to log in; redirects to the web console's login page.
 * Thread-safe.
 */
public final class LoginAddress {
  private final PublicLinks links;

  public LoginAddress(PublicLinks links) {
    this.links = links;
  }

  public void handle(RoutingContext context) {
    context
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, links.login(token(context.request())))
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  /** Passes on only a token, so that the redirect cannot be abused. */
  private static Optional<LoginToken> token(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getParam("auth_token"))
          .filter(LoginToken::isWellFormed)
          .map(LoginToken::new);
    } catch (IllegalArgumentException e) {
      // The query is not properly encoded.
      return Optional.empty();
    }
  }
}
