package org.pinacotheca.http.oauth;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.MediaType;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.BodyLimits;
import org.pinacotheca.transport.UrlEncoding;

/**
 * {@code POST /OAuth/token}: exchanges refresh tokens. Errors are those of RFC 6749. Thread-safe.
 */
public final class OAuthHandler {
  public static final String PATH = "/oauth/token";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long BODY_BYTES_MAX = 16 * 1024;
  private static final int FIELDS_MAX = 100;

  private final Gallery gallery;
  private final Authentication authentication;
  private final RestSettings settings;

  public OAuthHandler(Gallery gallery, Authentication authentication, RestSettings settings) {
    this.gallery = gallery;
    this.authentication = authentication;
    this.settings = settings;
  }

  public void handle(HttpExchange exchange) {
    exchange.serves("OAuth/token");
    exchange.speak(Representation.PLAIN_JSON);
    if (!exchange.request().method().name().equals("POST")) {
      exchange.send(Refusals.wrongVerb("POST"));
      return;
    }
    if (!MediaType.fits(exchange.request(), FORM)) {
      exchange.send(Refusals.wrongMediaType(FORM));
      return;
    }
    InetAddress from = exchange.address();
    Optional<Response> flood = authentication.arrived(from);
    if (flood.isPresent()) {
      exchange.send(flood.get());
      return;
    }
    String authorization = exchange.request().getHeader("Authorization");
    exchange.receive(
        BodyLimits.of(BODY_BYTES_MAX, settings.bodyTimeout()),
        InputStream::readAllBytes,
        body -> exchange.run(() -> refresh(body, authorization, from), exchange::send));
  }

  private Response refresh(byte[] body, @Nullable String authorization, InetAddress from) {
    Map<String, String> form = new HashMap<>();
    try {
      read(new String(body, StandardCharsets.ISO_8859_1), form);
      if (authorization != null) {
        readBasic(authorization, form);
      }
    } catch (IllegalArgumentException e) {
      return error(400, "invalid_request");
    }
    String grant = form.get("grant_type");
    String client = form.get("client_id");
    String secret = form.get("client_secret");
    String token = form.get("refresh_token");
    if (grant == null) {
      return error(400, "invalid_request");
    }
    if (!grant.equals("refresh_token")) {
      return error(400, "unsupported_grant_type");
    }
    if (client == null || secret == null || token == null) {
      return error(400, "invalid_request");
    }
    Tokens.Refreshed refreshed =
        gallery.tokens().refresh(new Tokens.RefreshTokens(client, secret, token));
    if (refreshed instanceof Refusal) {
      authentication.failed(from);
    }
    return switch (refreshed) {
      case Tokens.Refreshed.Issued(Tokens.TokenPair tokens) -> issued(tokens);
      case Tokens.Refreshed.ClientUnknown() -> error(401, "invalid_client");
      case Tokens.Refreshed.RefreshTokenExpired() -> error(401, "refresh_token_has_expired");
    };
  }

  private static Response issued(Tokens.TokenPair tokens) {
    return Response.json(
        new JsonObject()
            .put("access_token", tokens.accessToken())
            .put("token_type", "bearer")
            .put("expires_in", tokens.lifetime().toSeconds())
            .put("refresh_token", tokens.refreshToken()));
  }

  private static Response error(int status, String word) {
    Response response = Response.json(status, word, new JsonObject().put("error", word));
    return status == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
  }

  private static void read(String text, Map<String, String> form) {
    String[] pairs = text.split("&", FIELDS_MAX + 1);
    if (pairs.length > FIELDS_MAX) {
      throw new IllegalArgumentException("a form has at most 100 fields");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        form.put(
            UrlEncoding.decode(pair.substring(0, equals)),
            UrlEncoding.decode(pair.substring(equals + 1)));
      }
    }
  }

  /** A client may also identify itself in the header. */
  private static void readBasic(String authorization, Map<String, String> form) {
    String[] parts = authorization.strip().split("\\s+", 3);
    if (parts.length != 2 || !parts[0].equalsIgnoreCase("basic")) {
      return;
    }
    String pair = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.ISO_8859_1);
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("basic credentials are a name, a colon and a secret");
    }
    form.put("client_id", UrlEncoding.decode(pair.substring(0, colon)));
    form.put("client_secret", UrlEncoding.decode(pair.substring(colon + 1)));
  }
}
