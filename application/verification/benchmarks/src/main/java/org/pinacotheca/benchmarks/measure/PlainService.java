package org.pinacotheca.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A plain Spring Boot service to compare with, in its own process. Its jar answers {@code GET
 * /albums} for the token {@code bench-token} with 50 albums from HSQLDB, and fills itself.
 */
public final class PlainService implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(5);

  private final Child process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;

  private PlainService(Child process, int port) {
    this.process = process;
    this.request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/albums"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer bench-token")
            .build();
  }

  /** The jar that {@code -Dbenchmark.spring} names. */
  public static Optional<Path> jar() {
    String jar = System.getProperty("benchmark.spring", "");
    return jar.isEmpty() ? Optional.empty() : Optional.of(Path.of(jar));
  }

  /** Starts the service on this directory and waits for its first response. */
  public static PlainService start(Workplace workplace, Path jar, Path data) {
    int port = freePort();
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dstore=" + data.resolve("store"),
                "-jar",
                jar.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.datasource.url=jdbc:hsqldb:file:" + data.resolve("db"),
                "--spring.datasource.username=SA",
                "--spring.datasource.password=",
                "--spring.main.banner-mode=off",
                "--logging.level.root=WARN"));
    PlainService service = new PlainService(workplace.start(command), port);
    long limit = System.nanoTime() + START_MAX.toNanos();
    while (!service.answers()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("the plain service has not answered in " + START_MAX);
      }
      LockSupport.parkNanos(BETWEEN_TRIES);
    }
    return service;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the plain service started", e);
    }
  }

  /** Reads the albums once. */
  public void list() {
    if (!answers()) {
      throw new IllegalStateException("the plain service has stopped");
    }
  }

  public Child process() {
    return process;
  }

  @Override
  public void close() {
    process.stop();
    client.close();
  }
}
