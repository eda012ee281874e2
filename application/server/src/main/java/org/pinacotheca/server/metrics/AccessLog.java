package org.pinacotheca.server.metrics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.transport.RequestRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Counts every request of both APIs and logs one line about it, with its fields in the log context.
 * Overload refusals share a line, because there are many. Thread-safe and non-blocking.
 */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger(Logging.ACCESS);
  private static final int KEY_LETTERS_MAX = 6;

  private static final Set<String> OVERLOAD = Set.of("overloaded", "service_unavailable");

  private final Metrics metrics;
  private final LongAdder refusals = new LongAdder();

  public AccessLog(Metrics metrics) {
    this.metrics = metrics;
  }

  public void served(RequestRecord served) {
    String api = served.api().name().toLowerCase(Locale.ROOT);
    metrics.request(
        api,
        served.operation(),
        served.status(),
        served.outcome(),
        served.duration(),
        served.bytesSent());
    if (OVERLOAD.contains(served.outcome())) {
      refusals.increment();
      return;
    }
    if (!LOG.isInfoEnabled()) {
      return;
    }
    Map<String, String> around = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
    Map<String, String> fields = new HashMap<>(around);
    fields.put("request_id", served.requestId());
    fields.put("api", api);
    fields.put("verb", served.verb());
    fields.put("operation", served.operation());
    fields.put("status", Integer.toString(served.status()));
    fields.put("outcome", served.outcome());
    fields.put("micros", Long.toString(served.duration().toNanos() / 1_000));
    fields.put("bytes", Long.toString(served.bytesSent()));
    served.application().ifPresent(key -> fields.put("application", recognisable(key)));
    served
        .caller()
        .ifPresent(it -> {
          fields.put("actor", Integer.toString(it.actor().value()));
          fields.put("subject", Integer.toString(it.subject().value()));
        });
    MDC.setContextMap(fields);
    try {
      LOG.info(
          "{} {} {} {} {} {} us {} B actor={} subject={} application={}",
          fields.get("api"),
          fields.get("verb"),
          fields.get("operation"),
          fields.get("status"),
          fields.get("outcome"),
          fields.get("micros"),
          fields.get("bytes"),
          fields.getOrDefault("actor", "-"),
          fields.getOrDefault("subject", "-"),
          fields.getOrDefault("application", "-"));
    } finally {
      MDC.setContextMap(around);
    }
  }

  /** Logs the number of refusals since the last call, if any; to be called every second. */
  public void tellRefusals() {
    long refused = refusals.sumThenReset();
    if (refused > 0) {
      LOG.warn("{} requests were refused for now: overloaded, or code 2 of the RPC", refused);
    }
  }

  /** A key alone suffices for some calls, so only its beginning is shown. */
  private static String recognisable(ApiKey key) {
    String text = key.value();
    return text.substring(0, Math.min(KEY_LETTERS_MAX, text.length() / 2));
  }
}
