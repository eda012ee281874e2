package org.pinacotheca.server;

import ch.qos.logback.classic.Level;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of a test alone, which can be made to fall over and to rise again. */
final class PostgresqlServer implements AutoCloseable {
  static {
    // Every line of the database's own log is passed on at INFO.
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
        // For speed it would start without, and the server refuses that.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  String jdbcUrl() {
    return running.getJdbcUrl("postgres", "postgres");
  }

  /** Ends all its processes at once, without writing what is in memory to the tables. */
  void stopImmediately() throws IOException, InterruptedException {
    Process postmaster = running.getProcess();
    String quit = "QUIT"; // The signal of an immediate shutdown.
    new ProcessBuilder("kill", "-" + quit, Long.toString(postmaster.pid())).start().waitFor();
    if (!postmaster.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("PostgreSQL does not stop");
    }
  }

  /** Starts it again at the same address; it recovers what was committed from its log. */
  void startAgain() throws IOException {
    int port = running.getPort();
    // Only gives the lock on the directory free.
    running.close();
    running = settings(data).setPort(port).start();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
