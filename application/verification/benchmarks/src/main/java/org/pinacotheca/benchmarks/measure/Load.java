package org.pinacotheca.benchmarks.measure;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends requests to a server on this machine with the HTTP client of Vert.x, on persistent
 * connections with one request at a time each, from one event loop.
 */
public final class Load implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int REFUSED = 503;
  private static final long TICK_MILLIS = 1;

  /** How long to wait for the last responses. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setPreferNativeTransport(true)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setClassPathResolvingEnabled(false)
                      .setFileCachingEnabled(false)));

  /** A request with a bearer token; an empty body is not sent. */
  public record Request(HttpMethod method, String path, String token, Buffer body) {
    public static Request get(String path, String token) {
      return new Request(HttpMethod.GET, path, token, Buffer.buffer());
    }

    public static Request of(HttpMethod method, String path, String token, String json) {
      return new Request(method, path, token, Buffer.buffer(json));
    }
  }

  /**
   * The result of one round.
   *
   * @param accepted responses with status 200
   * @param refused responses with 503 and {@code Retry-After}
   * @param failed other responses, and requests without one
   * @param latencies of accepted requests in nanoseconds, sorted
   */
  public record Round(
      int sent, int accepted, int refused, int failed, double seconds, long[] latencies) {
    public double perSecond() {
      return accepted / seconds;
    }

    /** A quantile of the latencies in milliseconds. */
    public double latency(double share) {
      return latencies.length == 0 ? 0 : Samples.quantile(latencies, latencies.length, share) / 1e6;
    }
  }

  /** Keeps all connections busy; no request may fail. */
  public Round saturate(int port, int connections, int millis, Supplier<Request> requests) {
    Round round = run(port, connections, 0, millis, requests);
    if (round.accepted == 0 || round.failed > 0) {
      throw new IllegalStateException(
          "of %d requests %d were answered, %d refused and %d failed"
              .formatted(round.sent, round.accepted, round.refused, round.failed));
    }
    return round;
  }

  /**
   * Sends requests at a fixed rate, whether or not they are answered. A request for which no
   * connection is free is not sent.
   */
  public Round atRate(
      int port, int connections, double perSecond, int millis, Supplier<Request> requests) {
    return run(port, connections, perSecond, millis, requests);
  }

  private Round run(
      int port, int connections, double perSecond, int millis, Supplier<Request> requests) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost(HOST).setDefaultPort(port),
            new PoolOptions().setHttp1MaxSize(connections));
    try {
      Running running =
          new Running(
              client, connections, perSecond, TimeUnit.MILLISECONDS.toNanos(millis), requests);
      vertx.runOnContext(_ -> running.begin());
      return running.done.future().await();
    } finally {
      client.close().await();
    }
  }

  /** One round, on the event loop alone. */
  private final class Running {
    private final HttpClient client;
    private final int connections;
    private final double perSecond;
    private final long nanos;
    private final Supplier<Request> requests;
    private final Promise<Round> done = Promise.promise();
    private long[] latencies = new long[1 << 14];
    private long begun;
    private int inFlight;
    private long due;
    private int sent;
    private int accepted;
    private int refused;
    private int failed;

    private Running(
        HttpClient client,
        int connections,
        double perSecond,
        long nanos,
        Supplier<Request> requests) {
      this.client = client;
      this.connections = connections;
      this.perSecond = perSecond;
      this.nanos = nanos;
      this.requests = requests;
    }

    private boolean isClosedLoop() {
      return perSecond == 0;
    }

    private void begin() {
      begun = System.nanoTime();
      if (isClosedLoop()) {
        for (int i = 0; i < connections; i++) {
          send();
        }
      }
      vertx.setPeriodic(TICK_MILLIS, this::tick);
    }

    private void tick(long timer) {
      long now = System.nanoTime() - begun;
      if (now < nanos && !isClosedLoop()) {
        for (; due < now * perSecond / 1e9; due++) {
          if (inFlight < connections) {
            send();
          }
        }
      } else if (now >= nanos && (inFlight == 0 || now >= nanos + LINGER_NANOS)) {
        vertx.cancelTimer(timer);
        failed += inFlight;
        long[] sorted = Arrays.copyOf(latencies, accepted);
        Arrays.sort(sorted);
        done.tryComplete(new Round(sent, accepted, refused, failed, nanos / 1e9, sorted));
      }
    }

    private void send() {
      Request request = requests.get();
      long begin = System.nanoTime();
      sent++;
      inFlight++;
      client
          .request(request.method, request.path)
          .compose(head -> send(head, request))
          .compose(response -> response.end().map(response))
          .onComplete(response -> answered(response, begin));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest head, Request request) {
      head.putHeader("Authorization", "bearer " + request.token);
      head.putHeader("Accept", "application/json");
      if (request.body.length() == 0) {
        return head.send();
      }
      return head.putHeader("Content-Type", "application/json").send(request.body);
    }

    private void answered(AsyncResult<HttpClientResponse> result, long begin) {
      long now = System.nanoTime();
      inFlight--;
      HttpClientResponse response = result.succeeded() ? result.result() : null;
      if (response != null && response.statusCode() == 200) {
        if (accepted == latencies.length) {
          latencies = Arrays.copyOf(latencies, accepted * 2);
        }
        latencies[accepted] = now - begin;
        accepted++;
      } else if (response != null
          && response.statusCode() == REFUSED
          && response.getHeader("Retry-After") != null) {
        refused++;
      } else {
        failed++;
      }
      if (isClosedLoop() && now - begun < nanos) {
        send();
      }
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
