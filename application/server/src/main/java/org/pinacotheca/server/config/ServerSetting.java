package org.pinacotheca.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a deployment: {@code --name VALUE} on the command line, {@code PINACOTHECA_NAME}
 * in the environment, {@code name=VALUE} in the configuration file, in this order of precedence.
 */
public enum ServerSetting {
  HOST("host", "ADDRESS", "127.0.0.1", "address to listen on"),
  PORT("port", "PORT", "8080", "port to listen on; 0 picks a free one"),
  DATA("data", "DIR", "./data", "directory of the database, the pictures and the keys"),
  DATABASE(
      "database",
      "URL",
      "",
      "jdbc:postgresql://HOST/DB?user=... instead of the embedded database in DIR"),
  MEDIA(
      "media",
      "URL",
      "",
      "s3://BUCKET/PREFIX?endpoint=...&region=... or a directory for the pictures' files, instead"
          + " of DIR/media"),
  PUBLIC_URL(
      "public-url",
      "URL",
      "",
      "address under which clients reach the server, stands in every URL handed out; the bound"
          + " address when left out"),
  ADMIN_TOKEN(
      "admin-token",
      "TOKEN",
      "",
      "bearer token of the admin API; made at the first start and kept in DIR/admin-token when left"
          + " out"),
  MASTER_KEY(
      "master-key",
      "DIGITS",
      "",
      "master key as 64 hexadecimal digits, for nodes that share a database; made at the first"
          + " start and kept in DIR/master-key when left out"),
  LOG_FORMAT("log-format", "text|json", "text", "form of the log on standard error"),
  TRACES(
      "traces",
      "URL",
      "",
      "collector of OpenTelemetry that traces of requests are sent to by OTLP over HTTP, such as"
          + " http://127.0.0.1:4318; none when left out"),
  METRICS(
      "metrics",
      "open|admin|off",
      "open",
      "who may read /metrics: everybody, the bearer of the admin token, or nobody"),
  CORS_ORIGINS("cors-origins", "ORIGIN,...", "", "web origins whose pages may call the REST API"),
  TRUSTED_PROXIES("trusted-proxies", "CIDR,...", "", "proxies whose X-Forwarded-For is believed"),
  REQUEST_BYTES_MAX("request-bytes-max", "BYTES", "67108864", "largest request"),
  PICTURE_BYTES_MAX("picture-bytes-max", "BYTES", "26214400", "largest picture file"),
  PICTURE_PIXELS_MAX("picture-pixels-max", "PIXELS", "60000000", "most pixels of a picture"),
  ALBUM_PICTURES_MAX(
      "album-pictures-max",
      "COUNT",
      "60",
      "most pictures of an ordinary album, 1 to 10000; an album that holds more keeps them"),
  MEDIA_MEMORY(
      "media-memory",
      "BYTES",
      "0",
      "heap for picture files of at most 128 KiB that were sent lately; 0 means a sixteenth of the"
          + " heap"),
  MEDIA_LINK_SECONDS("media-link-seconds", "SECONDS", "3600", "longest life of a picture's URL"),
  COMMISSION(
      "commission",
      "PERCENT",
      "0",
      "what the platform keeps of every sale, from 0 to 100 with at most 2 decimals"),
  REGISTRATION(
      "registration",
      "invited|open",
      "invited",
      "who may become a member on the web pages: who is invited by the operator, or everybody"),
  CREDITS_URL(
      "credits-url",
      "URL",
      "",
      "page where members buy credits, to which the web pages send them; none when left out"),
  CREDITS_SECRET(
      "credits-secret",
      "TEXT",
      "",
      "secret of at least 32 characters that signs the addresses of that page; required with it"),
  IMAGE_THREADS(
      "image-threads", "COUNT", "0", "pictures worked on at a time; 0 means one per processor"),
  IMAGE_QUEUE_MAX("image-queue-max", "COUNT", "64", "pictures that may wait for their turn"),
  IMAGE_MEMORY(
      "image-memory",
      "BYTES",
      "0",
      "memory for pictures that are decoded, beside the heap; 0 means what the machine or container"
          + " has beside the heap, up to 12 bytes for each pixel of --picture-pixels-max"),
  PICTURE_SECONDS_MAX(
      "picture-seconds-max", "SECONDS", "30", "most processor time that one picture may take"),
  DATABASE_CONNECTIONS("database-connections", "COUNT", "16", "connections to the database"),
  REQUESTS_MAX(
      "requests-max",
      "COUNT",
      "0",
      "requests worked on at a time; 0 means as many as suit the database: two for each processor"
          + " where it is embedded, three for four connections elsewhere"),
  REQUESTS_WAITING_MAX(
      "requests-waiting-max",
      "COUNT",
      "512",
      "requests that may wait for their turn; more are refused with 503"),
  WAIT_MAX(
      "wait-max",
      "MILLISECONDS",
      "1000",
      "how long a request may wait for its turn; then it is refused with 503"),
  SPOOL_BYTES_MAX(
      "spool-bytes-max",
      "BYTES",
      "4294967296",
      "disk space of uploads that arrive or wait; more are refused with 503"),
  DISK_RESERVE(
      "disk-reserve",
      "BYTES",
      "268435456",
      "what is kept free of the disks of the database, the pictures and the uploads, and at most a"
          + " tenth of each; with less, writes are refused with 503"),
  CONNECTIONS_MAX(
      "connections-max",
      "COUNT",
      "8192",
      "connections of clients at a time, or else half as many as the files it may still open"),
  RATE_APPLICATION(
      "rate-application",
      "PER-MINUTE",
      "0",
      "requests of one application a minute, over all nodes; 0 means as many as come"),
  RATE_MEMBER(
      "rate-member",
      "PER-MINUTE",
      "0",
      "requests of one member a minute, over all nodes; 0 means as many as come"),
  RATE_ADDRESS(
      "rate-address",
      "PER-MINUTE",
      "0",
      "requests from one address a minute, on each node, but for pictures; 0 means as many as"
          + " come"),
  RATE_FAILURES(
      "rate-failures",
      "PER-MINUTE",
      "6000",
      "requests from one address a minute, on each node, with unknown tokens, keys or sessions,"
          + " wrong signatures or made-up addresses of pictures; 0 means as many as come"),
  RATE_MEDIA(
      "rate-media",
      "PER-MINUTE",
      "60000",
      "requests for pictures from one address a minute, on each node; 0 means as many as come"),
  TOKEN_ISSUER(
      "token-issuer",
      "URL",
      "",
      "identity provider whose JSON web tokens are accepted as bearer tokens"),
  TOKEN_AUDIENCE(
      "token-audience", "NAME", "", "what the provider's tokens must be for; required with it"),
  TOKEN_KEYS_URL(
      "token-keys-url",
      "URL",
      "",
      "where the provider publishes its keys; left out, its discovery document tells"),
  TOKEN_USER_CLAIM(
      "token-user-claim",
      "NAME",
      "sub",
      "claim of the provider's tokens that holds the member's number");

  private final String word;
  private final String placeholder;
  private final String standard;
  private final String meaning;

  ServerSetting(String word, String placeholder, String standard, String meaning) {
    this.word = word;
    this.placeholder = placeholder;
    this.standard = standard;
    this.meaning = meaning;
  }

  /** The setting with this name in the configuration file. */
  static Optional<ServerSetting> ofWord(String word) {
    return Arrays.stream(values()).filter(setting -> setting.word.equals(word)).findFirst();
  }

  String word() {
    return word;
  }

  public String option() {
    return "--" + word;
  }

  public String variable() {
    return "PINACOTHECA_" + word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  String placeholder() {
    return placeholder;
  }

  /** The default value. */
  String standard() {
    return standard;
  }

  String meaning() {
    return meaning;
  }

  /**
   * Whether it is a secret, which belongs in the environment or a file, not on a command line that
   * every process can read.
   */
  public boolean isSecret() {
    return this == ADMIN_TOKEN || this == MASTER_KEY || this == CREDITS_SECRET;
  }
}
