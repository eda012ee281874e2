package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A trace collector that records what it receives, and can stall. Thread-safe. */
final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch mayAnswer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<ResourceSpans> received = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  private TraceCollector(CountDownLatch mayAnswer) throws IOException {
    this.mayAnswer = mayAnswer;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  static TraceCollector start() throws IOException {
    return new TraceCollector(new CountDownLatch(0));
  }

  /** A collector that does not respond until {@link #moveOn}. */
  static TraceCollector startStandingStill() throws IOException {
    return new TraceCollector(new CountDownLatch(1));
  }

  void moveOn() {
    mayAnswer.countDown();
  }

  /** Waits until something was sent, even if there is no response to it. */
  void awaitAsked() throws InterruptedException {
    assertThat(asked.await(5, TimeUnit.MINUTES)).as("traces are sent").isTrue();
  }

  /** Waits until this many spans of this name have arrived. */
  synchronized void awaitSpans(String name, int count) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (spans().stream().filter(span -> span.name().equals(name)).count() < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
      assertThat(left).as("%s of %s in %s", count, name, spans()).isPositive();
      wait(left);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      asked.countDown();
      mayAnswer.await();
      if (!"application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
          || exchange.getRequestHeaders().containsKey("Content-Encoding")) {
        exchange.sendResponseHeaders(415, -1);
        return;
      }
      synchronized (this) {
        bytes.write(body);
        received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
        notifyAll();
      }
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything received, with texts unencoded. */
  synchronized String bytes() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The resource of the traces. */
  synchronized List<Map<String, String>> resources() {
    return received.stream()
        .map(ResourceSpans::getResource)
        .map(Resource::getAttributesList)
        .map(TraceCollector::texts)
        .toList();
  }

  synchronized List<Received> spans() {
    return received.stream()
        .flatMap(it -> it.getScopeSpansList().stream())
        .map(ScopeSpans::getSpansList)
        .flatMap(List::stream)
        .map(Received::of)
        .toList();
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      texts.put(
          attribute.getKey(),
          attribute.getValue().hasIntValue()
              ? Long.toString(attribute.getValue().getIntValue())
              : attribute.getValue().getStringValue());
    }
    return texts;
  }

  /** A span as received. */
  record Received(
      String trace,
      String id,
      String parent,
      String name,
      Span.SpanKind kind,
      boolean isFailed,
      Map<String, String> attributes) {
    private static Received of(Span span) {
      HexFormat hex = HexFormat.of();
      return new Received(
          hex.formatHex(span.getTraceId().toByteArray()),
          hex.formatHex(span.getSpanId().toByteArray()),
          hex.formatHex(span.getParentSpanId().toByteArray()),
          span.getName(),
          span.getKind(),
          span.getStatus().getCodeValue() == 2,
          texts(span.getAttributesList()));
    }
  }

  @Override
  public void close() {
    moveOn();
    server.stop(0);
    threads.close();
  }
}
