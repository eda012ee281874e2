package org.pinacotheca.http.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.exchange.MinimumRate;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RequestObserver;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TrustedProxies;

/** {@code GET /metrics}: metrics in the text format of Prometheus. */
public final class MetricsPage {
  private static final String PATH = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> figures;
  private final Optional<AdminAuthentication> readers;
  private final RequestObserver observer;

  /**
   * A page that writes the metrics anew for every request.
   *
   * @param figures called where it may block
   * @param readers addresses that may read; empty means everybody
   * @param observer watches every request
   */
  public MetricsPage(
      Supplier<String> figures, Optional<AdminAuthentication> readers, RequestObserver observer) {
    this.figures = figures;
    this.readers = readers;
    this.observer = observer;
  }

  /**
   * Mounts the page at the root of a server.
   *
   * @param places slots for responses that slow readers have not received yet
   */
  public void mount(Router router, Vertx vertx, Executor executor, ClientSlots places) {
    router.route(PATH).handler(routing -> route(vertx, executor, places, routing));
  }

  private void route(Vertx vertx, Executor executor, ClientSlots places, RoutingContext routing) {
    HttpExchange exchange = new HttpExchange(vertx, executor, routing, PATH, observer);
    exchange.waitsWith(
        new MinimumRate(
            places, () -> Authentication.address(exchange.request(), TrustedProxies.NONE)));
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
