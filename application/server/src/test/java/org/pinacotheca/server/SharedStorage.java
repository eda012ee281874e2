package org.pinacotheca.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pinacotheca.testservers.PostgresqlServer;
import org.pinacotheca.testservers.S3Server;

/** A PostgreSQL database and a bucket, for the servers of one test. */
record SharedStorage(PostgresqlServer.Database database, String bucket) implements AutoCloseable {
  static final String MASTER_KEY = "5c".repeat(32);

  static SharedStorage make() {
    return new SharedStorage(PostgresqlServer.makeDatabase(), S3Server.shared().makeBucket());
  }

  /** Starts a server that stores only temporary data in the directory. */
  ServerProcess start(Path data) throws IOException {
    return ServerProcess.start(data, environment(), options().toArray(String[]::new));
  }

  List<String> options() {
    return List.of(
        "--database", database.jdbcUrl(), "--media", media(S3Server.shared().endpoint()));
  }

  /** The bucket at this URL. */
  String media(URI endpoint) {
    return "s3://" + bucket + "/gallery?endpoint=" + endpoint + "&region=test-1";
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

  /** Runs something in this process with the credentials of the store. */
  static <T> T withCredentials(String secretKey, Supplier<T> work) {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", secretKey);
    try {
      return work.get();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
