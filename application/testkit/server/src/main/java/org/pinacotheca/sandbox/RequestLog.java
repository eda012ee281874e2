package org.pinacotheca.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last requests with their answers, within a bounded memory. Thread-safe. */
final class RequestLog {
  /** How many requests are kept. */
  static final int REQUESTS_MAX = 1000;

  /** How much of each body is kept. */
  static final int BODY_BYTES_MAX = 16 * 1024;

  /** The header by which a request is found again. */
  static final String NUMBER_HEADER = "X-Sandbox-Number";

  private static final List<String> TEXTS =
      List.of("text/", "json", "xml", "x-www-form-urlencoded");

  private final InstantSource clock;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long count;

  RequestLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins to record a request. */
  synchronized Entry begin(HttpRequest head) {
    if (entries.size() == REQUESTS_MAX) {
      entries.removeFirst();
    }
    count++;
    Entry entry = new Entry(count, head);
    entries.addLast(entry);
    return entry;
  }

  /** The recorded request with this number; empty when it is too long ago. */
  synchronized Optional<Entry> find(@Nullable String number) {
    return entries.stream().filter(it -> Long.toString(it.number).equals(number)).findFirst();
  }

  /** The requests that are kept, the oldest first. */
  synchronized List<RecordedRequest> all() {
    return entries.stream().map(Entry::toRecord).toList();
  }

  private static Map<String, String> copy(HttpHeaders headers) {
    Map<String, String> copy = new LinkedHashMap<>();
    headers.forEach(
        header -> copy.merge(header.getKey(), header.getValue(), (one, more) -> one + ", " + more));
    copy.remove(NUMBER_HEADER);
    return Collections.unmodifiableMap(copy);
  }

  /** A request that is being recorded. */
  final class Entry {
    private final long number;
    private final RecordedRequest begun;
    private final BodyCopy body;
    private Optional<PlannedFault.Kind> fault = Optional.empty();
    private String operation;
    private @Nullable AnswerCopy answer;

    private Entry(long number, HttpRequest head) {
      this.number = number;
      this.body = new BodyCopy(head.headers());
      this.operation = "unknown";
      this.begun =
          new RecordedRequest(
              number,
              clock.instant(),
              head.method().name(),
              head.uri(),
              copy(head.headers()),
              new RecordedRequest.Body(Optional.empty(), 0),
              operation,
              fault,
              Optional.empty());
    }

    long number() {
      return number;
    }

    void receive(ByteBuf bytes) {
      synchronized (RequestLog.this) {
        body.add(bytes);
      }
    }

    void serves(String name) {
      synchronized (RequestLog.this) {
        operation = name;
      }
    }

    void plant(PlannedFault.Kind kind) {
      synchronized (RequestLog.this) {
        fault = Optional.of(kind);
      }
    }

    void answer(HttpResponse head) {
      synchronized (RequestLog.this) {
        if (!fault.equals(Optional.of(PlannedFault.Kind.DROP_BEFORE))) {
          answer =
              new AnswerCopy(
                  head.status().code(), copy(head.headers()), new BodyCopy(head.headers()));
        }
      }
    }

    void send(ByteBuf bytes) {
      synchronized (RequestLog.this) {
        Optional.ofNullable(answer).ifPresent(it -> it.body.add(bytes));
      }
    }

    private RecordedRequest toRecord() {
      return new RecordedRequest(
          number,
          begun.time(),
          begun.method(),
          begun.path(),
          begun.headers(),
          body.toRecord(),
          operation,
          fault,
          Optional.ofNullable(answer)
              .map(it -> new RecordedRequest.Answer(it.status, it.headers, it.body.toRecord())));
    }
  }

  private record AnswerCopy(int status, Map<String, String> headers, BodyCopy body) {}

  /** The beginning of a body. */
  private static final class BodyCopy {
    private final boolean isText;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private long size;

    private BodyCopy(HttpHeaders headers) {
      String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
      isText = TEXTS.stream().anyMatch(type::contains);
    }

    private void add(ByteBuf bytes) {
      size += bytes.readableBytes();
      int kept = Math.min(bytes.readableBytes(), BODY_BYTES_MAX - beginning.size());
      if (isText && kept > 0) {
        byte[] copy = new byte[kept];
        bytes.getBytes(bytes.readerIndex(), copy);
        beginning.writeBytes(copy);
      }
    }

    private RecordedRequest.Body toRecord() {
      return new RecordedRequest.Body(
          isText ? Optional.of(beginning.toString(StandardCharsets.UTF_8)) : Optional.empty(),
          size);
    }
  }
}
