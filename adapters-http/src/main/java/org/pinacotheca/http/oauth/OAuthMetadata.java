package org.pinacotheca.http.oauth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.StaticFile;

/** {@code GET /.well-known/oauth-authorization-server}: where programs begin (RFC 8414). */
public final class OAuthMetadata {
  public static final String PATH = "/.well-known/oauth-authorization-server";

  private final Supplier<String> publicUrl;

  /**
   * A handler.
   *
   * @param publicUrl read for every response
   */
  public OAuthMetadata(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  public void handle(HttpExchange exchange) {
    exchange.serves("OAuth metadata");
    exchange.speak(Representation.PLAIN_JSON);
    exchange.send(
        StaticFile.isRead(exchange.request())
            ? Response.json(metadata(publicUrl.get()))
            : Refusals.wrongVerb("GET, HEAD"));
  }

  private static JsonObject metadata(String url) {
    return new JsonObject()
        .put("issuer", url)
        .put("authorization_endpoint", url + "/OAuth/Authorize")
        .put("token_endpoint", url + "/OAuth/token")
        .put("revocation_endpoint", url + "/OAuth/revoke")
        .put("response_types_supported", array("code"))
        .put("grant_types_supported", array("authorization_code", "refresh_token"))
        .put("code_challenge_methods_supported", array("S256"))
        .put(
            "token_endpoint_auth_methods_supported",
            array("client_secret_basic", "client_secret_post", "none"))
        .put(
            "scopes_supported",
            new JsonArray(Arrays.stream(Scope.values()).map(Scope::word).toList()))
        .put("service_documentation", url + "/docs");
  }

  private static JsonArray array(String... words) {
    return new JsonArray(List.of(words));
  }
}
