package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates spans. They contain nothing that a client sent. Thread-safe. */
final class Spans {
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private final Tracer tracer;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Starts the span of a request, below the client's span if it names one. */
  RequestSpan begin(HttpServerRequest request) {
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), request.headers(), TraceParent.ALONE);
    Span span =
        tracer
            .spanBuilder("request")
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(SCHEME, request.isSSL() ? "https" : "http")
            .startSpan();
    return new RequestSpan(span);
  }

  /** Runs a part of a request's work in its own span; other work is not traced. */
  <T> T within(String name, Attributes attributes, Supplier<T> work) {
    if (Span.fromContextOrNull(Context.current()) == null) {
      return work.get();
    }
    Span span = tracer.spanBuilder(name).setAllAttributes(attributes).startSpan();
    try (Scope _ = span.makeCurrent()) {
      return work.get();
    } catch (RuntimeException | Error e) {
      // Its message may contain what a client sent.
      failed(span, e.getClass().getName());
      throw e;
    } finally {
      span.end();
    }
  }

  static void failed(Span span, String type) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(ERROR_TYPE, type);
  }

  /** Reads the parent span of a request, without baggage or trace state. */
  private enum TraceParent implements TextMapGetter<MultiMap> {
    ALONE;

    private static final String NAME = "traceparent";

    @Override
    public Iterable<String> keys(MultiMap headers) {
      return List.of(NAME);
    }

    @Override
    public @Nullable String get(@Nullable MultiMap headers, String name) {
      return headers != null && name.equals(NAME) ? headers.get(NAME) : null;
    }
  }
}
