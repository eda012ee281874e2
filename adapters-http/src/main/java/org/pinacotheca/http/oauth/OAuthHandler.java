package org.pinacotheca.http.oauth;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.authorization.RedeemCode;
import org.pinacotheca.application.api.authorization.RevokeToken;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.MediaType;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.BodyLimits;

/**
 * What programs send: {@code POST /OAuth/token} exchanges authorization codes and refresh tokens,
 * {@code POST /OAuth/revoke} revokes tokens. Errors are those of RFC 6749. Thread-safe.
 */
public final class OAuthHandler {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long BODY_BYTES_MAX = 16 * 1024;

  private final Gallery gallery;
  private final Authentication authentication;
  private final RestSettings settings;
  private final Map<String, BiFunction<OAuthForm, InetAddress, Response>> calls =
      Map.of("/oauth/token", this::token, "/oauth/revoke", this::revoke);

  public OAuthHandler(Gallery gallery, Authentication authentication, RestSettings settings) {
    this.gallery = gallery;
    this.authentication = authentication;
    this.settings = settings;
  }

  /** Whether the path is one of this handler. */
  public boolean serves(String path) {
    return calls.containsKey(path);
  }

  public void handle(HttpExchange exchange) {
    exchange.serves(exchange.path().replace("/oauth/", "OAuth/"));
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
    exchange.receive(
        BodyLimits.of(BODY_BYTES_MAX, settings.bodyTimeout()),
        InputStream::readAllBytes,
        body -> exchange.run(() -> perform(exchange, body, from), exchange::send));
  }

  private Response perform(HttpExchange exchange, byte[] body, InetAddress from) {
    OAuthForm form;
    try {
      form = OAuthForm.of(body, exchange.request().getHeader("Authorization"));
    } catch (IllegalArgumentException _) {
      return error(400, "invalid_request");
    }
    return Objects.requireNonNull(calls.get(exchange.path())).apply(form, from);
  }

  private Response token(OAuthForm form, InetAddress from) {
    return switch (form.text("grant_type")) {
      case "" -> error(400, "invalid_request");
      case "refresh_token" -> refresh(form, from);
      case "authorization_code" -> redeem(form, from);
      default -> error(400, "unsupported_grant_type");
    };
  }

  private Response refresh(OAuthForm form, InetAddress from) {
    if (form.field("client_id").isEmpty() || form.field("refresh_token").isEmpty()) {
      return error(400, "invalid_request");
    }
    Tokens.Refreshed refreshed =
        gallery
            .tokens()
            .refresh(
                new Tokens.RefreshTokens(
                    form.text("client_id"),
                    form.text("client_secret"),
                    form.text("refresh_token")));
    if (refreshed instanceof Refusal) {
      authentication.failed(from);
    }
    return switch (refreshed) {
      case Tokens.Refreshed.Issued(Tokens.TokenPair tokens) -> Response.json(json(tokens));
      case Tokens.Refreshed.ClientUnknown() -> error(401, "invalid_client");
      case Tokens.Refreshed.RefreshTokenExpired() -> error(401, "refresh_token_has_expired");
    };
  }

  private Response redeem(OAuthForm form, InetAddress from) {
    if (form.field("client_id").isEmpty() || form.field("code").isEmpty()) {
      return error(400, "invalid_request");
    }
    RedeemCode.Outcome outcome =
        gallery
            .authorizations()
            .redeem(
                new RedeemCode(
                    form.text("client_id"),
                    form.text("client_secret"),
                    form.text("code"),
                    form.text("redirect_uri"),
                    form.text("code_verifier")));
    if (outcome instanceof Refusal) {
      authentication.failed(from);
    }
    return switch (outcome) {
      case RedeemCode.Outcome.Issued(Tokens.TokenPair tokens, Set<Scope> scopes) ->
          Response.json(json(tokens).put("scope", words(scopes)));
      case RedeemCode.Outcome.ClientUnknown() -> error(401, "invalid_client");
      case RedeemCode.Outcome.CodeRefused() -> error(400, "invalid_grant");
    };
  }

  private Response revoke(OAuthForm form, InetAddress from) {
    if (form.field("client_id").isEmpty() || form.field("token").isEmpty()) {
      return error(400, "invalid_request");
    }
    boolean isClient =
        gallery
            .authorizations()
            .revoke(
                new RevokeToken(
                    form.text("client_id"), form.text("client_secret"), form.text("token")));
    if (!isClient) {
      authentication.failed(from);
      return error(401, "invalid_client");
    }
    return Response.empty();
  }

  private static JsonObject json(Tokens.TokenPair tokens) {
    return new JsonObject()
        .put("access_token", tokens.accessToken())
        .put("token_type", "bearer")
        .put("expires_in", tokens.lifetime().toSeconds())
        .put("refresh_token", tokens.refreshToken());
  }

  /** The scopes as words, in the order of the enumeration. */
  static String words(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }

  private static Response error(int status, String word) {
    Response response = Response.json(status, word, new JsonObject().put("error", word));
    return status == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
  }
}
