package org.pinacotheca.http.exchange;

import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.signin.WebSession;

/**
 * The cookie of a browser's session. Scripts cannot read it, other sites' pages do not send it with
 * requests that change something, and under an https address it is sent by https only.
 */
public final class SessionCookie {
  private static final String NAME = "pinacotheca_session";

  private SessionCookie() {}

  /** The session that the browser sends. */
  public static Optional<WebSession> of(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(NAME))
        .map(Cookie::getValue)
        .filter(value -> value.length() == WebSession.DIGITS)
        .map(WebSession::new);
  }

  /** The header that sets it, for as long as the session lasts. */
  public static String set(WebSession session, String publicUrl) {
    return header(session.value(), WebSession.LIFETIME, publicUrl);
  }

  /** The header that removes it. */
  public static String removed(String publicUrl) {
    return header("", Duration.ZERO, publicUrl);
  }

  private static String header(String value, Duration age, String publicUrl) {
    URI url = URI.create(publicUrl);
    DefaultCookie cookie = new DefaultCookie(NAME, value);
    cookie.setPath(url.getRawPath() == null ? "/" : url.getRawPath() + "/");
    cookie.setMaxAge(age.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.Lax);
    cookie.setSecure("https".equals(url.getScheme()));
    return ServerCookieEncoder.STRICT.encode(cookie);
  }
}
