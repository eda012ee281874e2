package org.pinacotheca.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** As above in this process, which must have the {@linkplain Credentials credentials}. */
  LocalServer startHere(Path data) {
    Map<String, String> environment = new HashMap<>(RunningServer.PATIENT);
    environment.putAll(environment());
    return LocalServer.start(data, environment, options().toArray(String[]::new));
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

  /** Runs something in this process with credentials of the store. */
  static <T> T withCredentials(String secretKey, Supplier<T> work) {
    try (Credentials _ = Credentials.of(secretKey)) {
      return work.get();
    }
  }

  /** What this process has as credentials of the store until it is closed. */
  record Credentials(Map<String, Optional<String>> before) implements AutoCloseable {
    private static final String ID = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";

    static Credentials ofTheStore() {
      return of(S3Server.SECRET_KEY);
    }

    private static Credentials of(String secretKey) {
      return new Credentials(
          Map.of(ID, set(ID, S3Server.ACCESS_KEY), SECRET, set(SECRET, secretKey)));
    }

    private static Optional<String> set(String name, String value) {
      return Optional.ofNullable(System.setProperty(name, value));
    }

    @Override
    public void close() {
      before.forEach((name, value) ->
          value.ifPresentOrElse(
              earlier -> System.setProperty(name, earlier), () -> System.clearProperty(name)));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
