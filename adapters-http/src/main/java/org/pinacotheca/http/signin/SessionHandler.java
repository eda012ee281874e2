package org.pinacotheca.http.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.exchange.SameOrigin;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.JsonReading;
import org.pinacotheca.http.wire.MediaType;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.BodyLimits;

/**
 * {@code POST /session/...} with JSON, from a page of the gallery itself only: what the web pages
 * send beside the operations of the API. Thread-safe.
 */
public final class SessionHandler {
  public static final String PATH = "/session/";
  private static final long BODY_BYTES_MAX = 16 * 1024;
  private static final String JSON = "application/json";

  private final Authentication authentication;
  private final RestSettings settings;
  private final Map<String, PageCall> calls;

  /**
   * A handler of these calls.
   *
   * @param calls by the last part of their path
   */
  public SessionHandler(
      Authentication authentication, RestSettings settings, Map<String, PageCall> calls) {
    this.authentication = authentication;
    this.settings = settings;
    this.calls = Map.copyOf(calls);
  }

  public void handle(HttpExchange exchange) {
    exchange.speak(Representation.PLAIN_JSON);
    String name = exchange.path().substring(PATH.length());
    PageCall call = calls.get(name);
    if (call == null) {
      exchange.send(Refusals.ROUTE_NOT_FOUND);
      return;
    }
    exchange.serves("session/" + name);
    if (!exchange.request().method().name().equals("POST")) {
      exchange.send(Refusals.wrongVerb("POST"));
      return;
    }
    if (!SameOrigin.isOf(exchange.request(), settings.publicUrl().get())) {
      exchange.send(Refusals.FOREIGN_ORIGIN);
      return;
    }
    if (!MediaType.fits(exchange.request(), JSON)) {
      exchange.send(Refusals.wrongMediaType(JSON));
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
        body -> exchange.run(() -> perform(exchange, call, body), exchange::send));
  }

  private static Response perform(HttpExchange exchange, PageCall call, byte[] body) {
    try {
      return call.perform(exchange, JsonReading.read(body, exchange.mediaType().charset()));
    } catch (JsonReading.MalformedJsonException e) {
      return Refusals.malformedJson(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
