package org.pinacotheca.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.pinacotheca.http.settings.IdentityProvider;

/** A small identity provider on the loopback address. */
public final class LocalIdentityProvider implements AutoCloseable {
  public static final String AUDIENCE = "https://gallery.test";

  /** The number of requests for the keys. */
  public final AtomicInteger asked = new AtomicInteger();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private volatile String keys = "{}";
  private volatile JsonObject description;
  private volatile int status = 200;

  LocalIdentityProvider() {
    server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    description = new JsonObject().put("issuer", issuer()).put("jwks_uri", issuer() + "/keys");
  }

  private void answer(HttpServerRequest request) {
    boolean isForKeys = request.path().equals("/keys");
    if (isForKeys) {
      asked.incrementAndGet();
    }
    boolean isKnown = isForKeys || request.path().equals("/.well-known/openid-configuration");
    request
        .response()
        .setStatusCode(isKnown ? status : 404)
        .putHeader("Location", "/keys")
        .end(isForKeys ? keys : description.encode());
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  IdentityProvider settings() {
    return new IdentityProvider(issuer(), AUDIENCE, Optional.empty(), IdentityProvider.SUBJECT);
  }

  public void publish(Signer... signers) {
    publish(new JsonArray(Arrays.stream(signers).map(Signer::published).toList()));
  }

  public void publish(JsonArray published) {
    publish(new JsonObject().put("keys", published).encode());
  }

  public void publish(String body) {
    keys = body;
  }

  public void describeAs(String issuer, String keysUrl) {
    description = new JsonObject().put("issuer", issuer).put("jwks_uri", keysUrl);
  }

  /** Answers everything with this status from now on. */
  public void answerWith(int newStatus) {
    status = newStatus;
  }

  /** The claims of a good token of the owner, which any test may change. */
  public JsonObject claims() {
    long now = System.currentTimeMillis() / 1000;
    return new JsonObject()
        .put("iss", issuer())
        .put("aud", AUDIENCE)
        .put("sub", Integer.toString(RestServer.OWNER))
        .put("azp", RestServer.APPLICATION.value())
        .put("scope", "openid profile_gallery")
        .put("iat", now)
        .put("exp", now + 300);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
