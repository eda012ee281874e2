package org.pinacotheca.http.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /health/live} and {@code /health/ready}. Thread-safe. */
public final class HealthHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);
  private static final long READY_TIMEOUT_MILLIS = 5_000;

  private final Gallery gallery;
  private final RestSettings settings;

  public HealthHandler(Gallery gallery, RestSettings settings) {
    this.gallery = gallery;
    this.settings = settings;
  }

  public void handle(HttpExchange exchange) {
    exchange.speak(Representation.PLAIN_JSON);
    boolean isReady = exchange.path().equals("/health/ready");
    if (!isReady && !exchange.path().equals("/health/live")) {
      exchange.send(Refusals.ROUTE_NOT_FOUND);
      return;
    }
    exchange.serves(exchange.path().substring(1));
    if (!exchange.request().method().name().equals("GET")) {
      exchange.send(Refusals.wrongVerb("GET"));
    } else if (isReady) {
      ready(exchange);
    } else {
      exchange.send(answer(new Parts(Map.of(), Optional.empty())));
    }
  }

  private void ready(HttpExchange exchange) {
    Promise<Parts> checked = Promise.promise();
    Future<Parts> inTime =
        checked
            .future()
            .timeout(READY_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
            .otherwise(new Parts(Map.of("storage", false), Optional.empty()));
    exchange.await(inTime, parts -> exchange.send(answer(parts)));
    exchange.run(this::check, checked::tryComplete);
  }

  /**
   * The result of the checks.
   *
   * @param areUp whether each is up
   * @param reason why one is down, if that may be public
   */
  private record Parts(Map<String, Boolean> areUp, Optional<String> reason) {}

  private Parts check() {
    Map<String, Runnable> checks = new TreeMap<>(settings.readinessChecks());
    checks.put("storage", gallery.operations()::probe);
    checks.put("media", gallery.operations()::probeMedia);
    Map<String, Boolean> areUp = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    checks.forEach((name, check) -> areUp.put(name, isUp(name, check, reasons)));
    return new Parts(areUp, reasons.stream().findFirst());
  }

  private static boolean isUp(String name, Runnable check, List<String> reasons) {
    try {
      check.run();
      return true;
    } catch (UncheckedIOException e) {
      LOG.warn("Not ready: {} is down: {}", name, e.getMessage());
      if (StorageFailures.isFull(e)) {
        reasons.add(String.valueOf(e.getMessage()));
      }
      return false;
    } catch (RuntimeException e) {
      LOG.warn("Not ready: {} is down", name, e);
      return false;
    }
  }

  private static Response answer(Parts parts) {
    boolean isUp = !parts.areUp().containsValue(false);
    JsonObject body = new JsonObject().put("status", word(isUp));
    new TreeMap<>(parts.areUp()).forEach((name, part) -> body.put(name, word(part)));
    parts.reason().ifPresent(reason -> body.put("reason", reason));
    return isUp
        ? Response.json(body)
        : Response.json(503, "not_ready", body).with("Retry-After", Refusals.RETRY_AFTER_SECONDS);
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
