package org.pinacotheca.server;

import ch.qos.logback.classic.Level;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.server.config.ServerConfig;

/** A PostgreSQL server of one test, which can be crashed and restarted. */
final class PostgresqlServer implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 300;

  static {
    // Every line of the database's own log is logged at INFO.
    Logging.configure(ServerConfig.LogFormat.TEXT, Level.WARN);
  }

  private final Path data;
  private EmbeddedPostgres running;

  private PostgresqlServer(Path data, EmbeddedPostgres running) {
    this.data = data;
    this.running = running;
  }

  static PostgresqlServer start(Path data) throws IOException {
    return new PostgresqlServer(data, settings(data).start());
  }

  private static EmbeddedPostgres.Builder settings(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("listen_addresses", "127.0.0.1")
        // The library disables fsync for speed, which the server refuses.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  String jdbcUrl() {
    return running.getJdbcUrl("postgres", "postgres");
  }

  /** Kills all its processes, without flushing memory to the tables. */
  void stopImmediately() throws Exception {
    String first = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    // The signal of an immediate shutdown, which Java cannot send.
    Process kill = new ProcessBuilder("kill", "-QUIT", first).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("PostgreSQL cannot be asked to stop");
    }
    postmaster.onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Restarts it at the same address; it recovers commits from its log. */
  void startAgain() throws IOException {
    int port = running.getPort();
    // It is already down; this releases the lock on its directory.
    running.close();
    running = settings(data).setPort(port).start();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
