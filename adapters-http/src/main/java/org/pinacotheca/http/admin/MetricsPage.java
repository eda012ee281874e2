package org.pinacotheca.http.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.TrustedProxies;

/** {@code GET /metrics}: metrics in the text format of Prometheus. */
public final class MetricsPage {
  private static final String PATH = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> figures;
  private final Optional<AdminAuthentication> readers;
  private final TrustedProxies proxies;
  private final RequestObserver observer;

  /**
   * A page that writes the metrics anew for every request.
   *
   * @param figures called where it may block
   * @param readers addresses that may read; empty means everybody
   * @param proxies trusted for client addresses
   * @param observer watches every request
   */
  public MetricsPage(
      Supplier<String> figures,
      Optional<AdminAuthentication> readers,
      TrustedProxies proxies,
      RequestObserver observer) {
    this.figures = figures;
    this.readers = readers;
    this.proxies = proxies;
    this.observer = observer;
  }

  /** Mounts the page at the root of a server. */
  public void mount(Router router, Vertx vertx, Capacity capacity) {
    router.route(PATH).handler(routing -> route(vertx, capacity, routing));
  }

  private void route(Vertx vertx, Capacity capacity, RoutingContext routing) {
    HttpExchange exchange =
        new HttpExchange(vertx, capacity.operations(), routing.request(), PATH, observer);
    exchange.comesThrough(proxies);
    exchange.waitsWithin(capacity.slots());
    exchange.serves("metrics");
    exchange.guarded(() -> {
      if (!Set.of("GET", "HEAD").contains(exchange.request().method().name())) {
        exchange.send(Refusals.wrongVerb("GET, HEAD"));
        return;
      }
      readers
          .flatMap(it -> it.refusal(exchange))
          .ifPresentOrElse(exchange::send, () -> exchange.run(this::rendered, exchange::send));
    });
  }

  private EncodedResponse rendered() {
    return new EncodedResponse(
        200, EncodedResponse.OK, Map.of(), CONTENT_TYPE, Buffer.buffer(figures.get()));
  }
}
