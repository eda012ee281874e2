package org.pinacotheca.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pinacotheca.engines.PostgresqlServer;
import org.pinacotheca.engines.S3Server;

/** A database on PostgreSQL and a bucket, for the servers of one test. */
record SharedStorage(PostgresqlServer.Database database, String bucket) implements AutoCloseable {
  static final String MASTER_KEY = "5c".repeat(32);

  static SharedStorage make() {
    return new SharedStorage(PostgresqlServer.makeDatabase(), S3Server.shared().makeBucket());
  }

  /** Starts a server that keeps nothing in the directory but what it needs to run. */
  ServerProcess start(Path data) throws IOException {
    return ServerProcess.start(data, environment(), options().toArray(String[]::new));
  }

  List<String> options() {
    String media =
        "s3://" + bucket + "/gallery?endpoint=" + S3Server.shared().endpoint() + "&region=test-1";
    return List.of("--database", database.jdbcUrl(), "--media", media);
  }

  static Map<String, String> environment() {
    return Map.of(
        "PINACOTHECA_ADMIN_TOKEN",
        ServerProcess.ADMIN_TOKEN,
        "PINACOTHECA_MASTER_KEY",
        MASTER_KEY,
        "AWS_ACCESS_KEY_ID",
        S3Server.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        S3Server.SECRET_KEY);
  }

  @Override
  public void close() {
    database.close();
  }
}
