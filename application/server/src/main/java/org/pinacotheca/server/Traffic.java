package org.pinacotheca.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.http.ServedRequest;
import org.pinacotheca.rpc.ServedCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Counts every request of both doors and writes one line about it to the log, with its fields in
 * the line's context. Thread-safe; it waits for nothing.
 */
final class Traffic {
  private static final Logger LOG = LoggerFactory.getLogger(Logging.ACCESS);
  private static final int KEY_LETTERS_MAX = 6;

  private final Metrics metrics;

  Traffic(Metrics metrics) {
    this.metrics = metrics;
  }

  void rest(ServedRequest request) {
    metrics.request(
        "rest",
        request.operation(),
        request.status(),
        request.outcome(),
        request.duration(),
        request.bytesSent());
    if (!LOG.isInfoEnabled()) {
      return;
    }
    Map<String, String> fields = new HashMap<>();
    fields.put("request_id", request.requestId());
    fields.put("door", "rest");
    fields.put("verb", request.verb());
    fields.put("operation", request.operation());
    fields.put("status", Integer.toString(request.status()));
    fields.put("outcome", request.outcome());
    fields.put("micros", Long.toString(request.duration().toNanos() / 1_000));
    fields.put("bytes", Long.toString(request.bytesSent()));
    log(fields, request.caller().map(Caller::application), request.caller());
  }

  void rpc(ServedCall call) {
    // Whatever the RPC has to tell, it tells with status 200.
    int status = call.outcome().equals("client_gone") ? 0 : 200;
    metrics.request(
        "rpc", call.method(), status, call.outcome(), call.duration(), call.bytesSent());
    if (!LOG.isInfoEnabled()) {
      return;
    }
    Map<String, String> fields = new HashMap<>();
    fields.put("request_id", call.requestId());
    fields.put("door", "rpc");
    fields.put("verb", call.verb());
    fields.put("operation", call.method());
    fields.put("status", Integer.toString(status));
    fields.put("outcome", call.outcome());
    fields.put("micros", Long.toString(call.duration().toNanos() / 1_000));
    fields.put("bytes", Long.toString(call.bytesSent()));
    log(fields, call.application(), call.caller());
  }

  private static void log(
      Map<String, String> fields, Optional<ApiKey> application, Optional<Caller> caller) {
    application.ifPresent(key -> fields.put("application", recognisable(key)));
    caller.ifPresent(it -> {
      fields.put("actor", Integer.toString(it.actor().value()));
      fields.put("subject", Integer.toString(it.subject().value()));
    });
    MDC.setContextMap(fields);
    try {
      LOG.info(
          "{} {} {} {} {} {} us {} B actor={} subject={} application={}",
          fields.get("door"),
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
      MDC.clear();
    }
  }

  /** A key alone is enough for some calls, so that only its beginning is shown. */
  private static String recognisable(ApiKey key) {
    String text = key.value();
    return text.substring(0, Math.min(KEY_LETTERS_MAX, text.length() / 2));
  }
}
