package org.pinacotheca.http;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.pinacotheca.application.Gallery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /health/live} and {@code /health/ready}. Thread-safe. */
final class HealthDoor {
  private static final Logger LOG = LoggerFactory.getLogger(HealthDoor.class);
  private static final long READY_TIMEOUT_MILLIS = 5_000;

  private final Gallery gallery;
  private final RestSettings settings;

  HealthDoor(Gallery gallery, RestSettings settings) {
    this.gallery = gallery;
    this.settings = settings;
  }

  void handle(Exchange exchange) {
    exchange.speak(Dialect.PLAIN_JSON);
    Supplier<Boolean> isReading = () -> exchange.request().method().name().equals("GET");
    switch (exchange.path()) {
      case "/health/live" -> {
        exchange.serves("health/live");
        if (isReading.get()) {
          exchange.send(answer(Map.of()));
        } else {
          exchange.send(Refusals.wrongVerb("GET"));
        }
      }
      case "/health/ready" -> {
        exchange.serves("health/ready");
        if (isReading.get()) {
          ready(exchange);
        } else {
          exchange.send(Refusals.wrongVerb("GET"));
        }
      }
      default -> exchange.send(Refusals.routeNotFound());
    }
  }

  private void ready(Exchange exchange) {
    AtomicBoolean isAnswered = new AtomicBoolean();
    long timer =
        exchange
            .vertx()
            .setTimer(
                READY_TIMEOUT_MILLIS,
                _ -> {
                  if (isAnswered.compareAndSet(false, true)) {
                    exchange.send(answer(Map.of("storage", false)));
                  }
                });
    exchange.run(
        this::check,
        parts -> {
          if (isAnswered.compareAndSet(false, true)) {
            exchange.vertx().cancelTimer(timer);
            exchange.send(answer(parts));
          }
        },
        () -> {
          isAnswered.set(true);
          exchange.vertx().cancelTimer(timer);
        });
  }

  private Map<String, Boolean> check() {
    Map<String, Boolean> parts = new TreeMap<>();
    parts.put("storage", isUp("storage", gallery.operations()::probe));
    parts.put("media", isUp("media", gallery.operations()::probeMedia));
    settings.readinessChecks().forEach((name, check) -> parts.put(name, isUp(name, check)));
    return parts;
  }

  private static boolean isUp(String name, Runnable check) {
    try {
      check.run();
      return true;
    } catch (UncheckedIOException e) {
      LOG.warn("Not ready: {} is down: {}", name, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.warn("Not ready: {} is down", name, e);
      return false;
    }
  }

  private static Rendered answer(Map<String, Boolean> parts) {
    boolean isUp = !parts.containsValue(false);
    Rendered rendered =
        Rendered.json(
            isUp ? 200 : 503,
            isUp ? Rendered.OK : "not_ready",
            out -> {
              out.writeStartObject();
              out.writeStringField("status", word(isUp));
              for (Map.Entry<String, Boolean> part : new TreeMap<>(parts).entrySet()) {
                out.writeStringField(part.getKey(), word(part.getValue()));
              }
              out.writeEndObject();
            });
    return isUp ? rendered : rendered.with("Retry-After", Exchange.retryAfterSeconds());
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
