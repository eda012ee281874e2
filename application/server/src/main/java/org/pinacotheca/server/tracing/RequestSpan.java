package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.Set;
import org.pinacotheca.transport.RequestRecord;
import org.slf4j.MDC;

/** The span of one request. Thread-safe. */
final class RequestSpan {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<Long> BYTES = AttributeKey.longKey("http.response.body.size");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<String> API = AttributeKey.stringKey("pinacotheca.api");
  private static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("pinacotheca.request_id");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("pinacotheca.outcome");
  private static final AttributeKey<Long> ACTOR = AttributeKey.longKey("pinacotheca.actor");
  private static final AttributeKey<Long> SUBJECT = AttributeKey.longKey("pinacotheca.subject");

  /** Outcomes of the RPC, whose replies have status 200, that are failures of the server. */
  private static final Set<String> RPC_FAILURES = Set.of("unknown", "service_unavailable");

  private final Span span;

  RequestSpan(Span span) {
    this.span = span;
  }

  /** Runs a part of the work; its log lines include the trace id. */
  void during(Runnable work) {
    try (Scope _ = span.makeCurrent();
        MDC.MDCCloseable _ = MDC.putCloseable("trace_id", span.getSpanContext().getTraceId())) {
      work.run();
    }
  }

  void end(RequestRecord served) {
    boolean isRpc = served.api() == RequestRecord.Api.RPC;
    span.updateName(isRpc ? served.operation() : served.verb() + " " + served.operation());
    span.setAttribute(isRpc ? RPC_METHOD : ROUTE, served.operation());
    span.setAttribute(METHOD, served.verb().equals("OTHER") ? "_OTHER" : served.verb());
    if (served.status() != 0) {
      span.setAttribute(STATUS, (long) served.status());
    }
    span.setAttribute(BYTES, served.bytesSent());
    span.setAttribute(API, served.api().name().toLowerCase(Locale.ROOT));
    span.setAttribute(REQUEST_ID, served.requestId());
    span.setAttribute(OUTCOME, served.outcome());
    served
        .caller()
        .ifPresent(caller -> {
          span.setAttribute(ACTOR, (long) caller.actor().value());
          span.setAttribute(SUBJECT, (long) caller.subject().value());
        });
    if (served.status() >= 500 || isRpc && RPC_FAILURES.contains(served.outcome())) {
      Spans.failed(span, served.outcome());
    }
    span.end();
  }
}
