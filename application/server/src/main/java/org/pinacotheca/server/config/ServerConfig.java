package org.pinacotheca.server.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.http.settings.CreditsShop;
import org.pinacotheca.http.settings.IdentityProvider;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.s3.S3Location;

/**
 * The validated settings of a server. Created from {@link SettingSources} before anything is
 * opened.
 */
public record ServerConfig(
    String host,
    int port,
    Path data,
    Optional<String> postgresql,
    MediaPlace media,
    Optional<String> publicUrl,
    Optional<String> adminToken,
    Optional<MasterKey> masterKey,
    LogFormat logFormat,
    MetricsReaders metrics,
    Optional<URI> traces,
    List<String> corsOrigins,
    List<AddressRange> trustedProxies,
    long requestBytesMax,
    int pictureBytesMax,
    long picturePixelsMax,
    AlbumCapacity albumCapacity,
    long mediaMemory,
    Duration mediaLinkLifetime,
    Commission commission,
    boolean isRegistrationOpen,
    Optional<CreditsShop> creditsShop,
    int imageThreads,
    int imageQueueMax,
    long imageMemory,
    int pictureSecondsMax,
    int databaseConnections,
    int requestsMax,
    int requestsWaitingMax,
    Duration waitMax,
    long spoolBytesMax,
    long diskReserveBytes,
    int connectionsMax,
    RateSettings rates,
    Optional<IdentityProvider> identityProvider) {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,200}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,2})?");
  private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);

  /** The format of the log. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** The readers of the server's metrics. */
  public enum MetricsReaders {
    OPEN,
    ADMIN,
    OFF
  }

  /**
   * Reads and validates all settings.
   *
   * @throws BadSettingException at the first unusable one
   */
  public static ServerConfig of(SettingSources sources) {
    Path data = path(sources, ServerSetting.DATA);
    return new ServerConfig(
        sources.value(ServerSetting.HOST),
        (int) number(sources, ServerSetting.PORT, 0, 65_535),
        data,
        postgresql(sources),
        media(sources, data),
        publicUrl(sources),
        adminToken(sources),
        masterKey(sources),
        logFormat(sources),
        metrics(sources),
        traces(sources),
        corsOrigins(sources),
        trustedProxies(sources),
        number(sources, ServerSetting.REQUEST_BYTES_MAX, 1024, 1L << 40),
        (int) number(sources, ServerSetting.PICTURE_BYTES_MAX, 1024, 1 << 30),
        number(sources, ServerSetting.PICTURE_PIXELS_MAX, 1, 1_000_000_000),
        new AlbumCapacity(
            (int) number(sources, ServerSetting.ALBUM_PICTURES_MAX, 1, AlbumCapacity.ORDINARY_MAX)),
        number(sources, ServerSetting.MEDIA_MEMORY, 0, 1L << 40),
        Duration.ofSeconds(number(sources, ServerSetting.MEDIA_LINK_SECONDS, 2, 604_800)),
        commission(sources),
        isRegistrationOpen(sources),
        creditsShop(sources),
        imageThreads(sources),
        (int) number(sources, ServerSetting.IMAGE_QUEUE_MAX, 0, 10_000),
        number(sources, ServerSetting.IMAGE_MEMORY, 0, 1L << 44),
        (int) number(sources, ServerSetting.PICTURE_SECONDS_MAX, 1, 3600),
        (int) number(sources, ServerSetting.DATABASE_CONNECTIONS, 2, 1000),
        (int) number(sources, ServerSetting.REQUESTS_MAX, 0, 100_000),
        (int) number(sources, ServerSetting.REQUESTS_WAITING_MAX, 0, 100_000),
        Duration.ofMillis(number(sources, ServerSetting.WAIT_MAX, 1, 60_000)),
        number(sources, ServerSetting.SPOOL_BYTES_MAX, 1L << 20, 1L << 50),
        number(sources, ServerSetting.DISK_RESERVE, 0, 1L << 50),
        (int) number(sources, ServerSetting.CONNECTIONS_MAX, 1, 1_000_000),
        new RateSettings(
            perMinute(sources, ServerSetting.RATE_APPLICATION),
            perMinute(sources, ServerSetting.RATE_MEMBER),
            perMinute(sources, ServerSetting.RATE_ADDRESS),
            perMinute(sources, ServerSetting.RATE_FAILURES),
            perMinute(sources, ServerSetting.RATE_MEDIA)),
        identityProvider(sources));
  }

  private static Optional<IdentityProvider> identityProvider(SettingSources sources) {
    String issuer = sources.value(ServerSetting.TOKEN_ISSUER);
    String audience = sources.value(ServerSetting.TOKEN_AUDIENCE);
    String keysUrl = sources.value(ServerSetting.TOKEN_KEYS_URL);
    if (issuer.isEmpty() && audience.isEmpty() && keysUrl.isEmpty()) {
      return Optional.empty();
    }
    String address = "an address with https, or http on the loopback address";
    if (!IdentityProvider.isUsable(issuer)) {
      throw bad(ServerSetting.TOKEN_ISSUER, issuer, address);
    }
    if (!keysUrl.isEmpty() && !IdentityProvider.isUsable(keysUrl)) {
      throw bad(ServerSetting.TOKEN_KEYS_URL, keysUrl, address);
    }
    if (audience.isBlank()) {
      throw bad(
          ServerSetting.TOKEN_AUDIENCE, audience, "what the provider's tokens name as audience");
    }
    String userClaim = sources.value(ServerSetting.TOKEN_USER_CLAIM);
    if (userClaim.isBlank()) {
      throw bad(ServerSetting.TOKEN_USER_CLAIM, userClaim, "the name of a claim");
    }
    return Optional.of(
        new IdentityProvider(
            issuer,
            audience,
            keysUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(keysUrl)),
            userClaim));
  }

  private static int perMinute(SettingSources sources, ServerSetting setting) {
    return (int) number(sources, setting, 0, 1_000_000_000);
  }

  private static Commission commission(SettingSources sources) {
    String text = sources.value(ServerSetting.COMMISSION);
    if (!PERCENT.matcher(text).matches() || new BigDecimal(text).compareTo(PERCENT_MAX) > 0) {
      throw bad(
          ServerSetting.COMMISSION, text, "a percentage from 0 to 100 with at most 2 decimals");
    }
    return new Commission(new BigDecimal(text).movePointRight(2).intValueExact());
  }

  private static boolean isRegistrationOpen(SettingSources sources) {
    String text = sources.value(ServerSetting.REGISTRATION);
    return switch (text) {
      case "invited" -> false;
      case "open" -> true;
      default -> throw bad(ServerSetting.REGISTRATION, text, "invited or open");
    };
  }

  private static Optional<CreditsShop> creditsShop(SettingSources sources) {
    String text = sources.value(ServerSetting.CREDITS_URL);
    String secret = sources.value(ServerSetting.CREDITS_SECRET);
    if (text.isEmpty() && secret.isEmpty()) {
      return Optional.empty();
    }
    if (text.isEmpty() || secret.length() < CreditsShop.SECRET_LENGTH_MIN) {
      throw new BadSettingException(
          ServerSetting.CREDITS_URL.option()
              + " needs "
              + ServerSetting.CREDITS_SECRET.variable()
              + ", a secret of at least 32 characters that is shared with that page");
    }
    return webAddress(text)
        .map(url -> new CreditsShop(url, secret))
        .or(() -> {
          throw bad(ServerSetting.CREDITS_URL, text, "an address like https://example.org/credits");
        });
  }

  private static int imageThreads(SettingSources sources) {
    int chosen = (int) number(sources, ServerSetting.IMAGE_THREADS, 0, 1000);
    return chosen == 0 ? Runtime.getRuntime().availableProcessors() : chosen;
  }

  private static long number(SettingSources sources, ServerSetting setting, long least, long most) {
    String text = sources.value(setting);
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below, together with numbers out of range.
    }
    throw bad(setting, text, "a whole number between " + least + " and " + most);
  }

  private static Path path(SettingSources sources, ServerSetting setting) {
    String text = sources.value(setting);
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw bad(setting, text, "a directory");
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  private static MediaPlace media(SettingSources sources, Path data) {
    String text = sources.value(ServerSetting.MEDIA);
    if (text.isEmpty()) {
      return new MediaPlace.Directory(data.resolve("media"));
    }
    if (text.startsWith("s3:")) {
      try {
        return new MediaPlace.ObjectStore(S3Location.parse(text));
      } catch (IllegalArgumentException e) {
        throw new BadSettingException(ServerSetting.MEDIA.option() + ": " + e.getMessage());
      }
    }
    if (text.contains("://")) {
      // Not shown, because it may hold a password.
      throw new BadSettingException(
          ServerSetting.MEDIA.option()
              + " must be a directory or s3://BUCKET/PREFIX?endpoint=...&region=...");
    }
    return new MediaPlace.Directory(path(sources, ServerSetting.MEDIA));
  }

  private static Optional<MasterKey> masterKey(SettingSources sources) {
    String text = sources.value(ServerSetting.MASTER_KEY);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(MasterKey.ofHex(text));
    } catch (IllegalArgumentException _) {
      throw new BadSettingException(
          ServerSetting.MASTER_KEY.variable()
              + " must be 64 lower-case hexadecimal digits, as in the file master-key of the node"
              + " that was first");
    }
  }

  private static Optional<String> postgresql(SettingSources sources) {
    String text = sources.value(ServerSetting.DATABASE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new BadSettingException(
          "--database must be a URL like jdbc:postgresql://HOST/DB?user=NAME; leave it out for the"
              + " embedded database");
    }
    return Optional.of(text);
  }

  private static Optional<String> publicUrl(SettingSources sources) {
    String text = sources.value(ServerSetting.PUBLIC_URL);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (webAddress(text).isEmpty()) {
      throw bad(ServerSetting.PUBLIC_URL, text, "an address like https://gallery.example.org");
    }
    return Optional.of(text.replaceAll("/+$", ""));
  }

  /** The URL, if it is an HTTP or HTTPS URL without query or fragment. */
  private static Optional<URI> webAddress(String text) {
    try {
      URI uri = new URI(text);
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean isBare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      return isWeb && isBare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> adminToken(SettingSources sources) {
    String text = sources.value(ServerSetting.ADMIN_TOKEN);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!TOKEN.matcher(text).matches()) {
      throw new BadSettingException(
          ServerSetting.ADMIN_TOKEN.variable() + " must be 16-200 visible ASCII characters");
    }
    return Optional.of(text);
  }

  private static LogFormat logFormat(SettingSources sources) {
    String text = sources.value(ServerSetting.LOG_FORMAT);
    return switch (text) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> throw bad(ServerSetting.LOG_FORMAT, text, "text or json");
    };
  }

  private static MetricsReaders metrics(SettingSources sources) {
    String text = sources.value(ServerSetting.METRICS);
    return switch (text) {
      case "open" -> MetricsReaders.OPEN;
      case "admin" -> MetricsReaders.ADMIN;
      case "off" -> MetricsReaders.OFF;
      default -> throw bad(ServerSetting.METRICS, text, "open, admin or off");
    };
  }

  private static Optional<URI> traces(SettingSources sources) {
    String text = sources.value(ServerSetting.TRACES);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> address = webAddress(text).filter(uri -> uri.getRawUserInfo() == null);
    if (address.isEmpty()) {
      // Not shown, because it may hold a password.
      throw new BadSettingException(
          ServerSetting.TRACES.option() + " must be an address like http://127.0.0.1:4318");
    }
    return address;
  }

  private static List<String> corsOrigins(SettingSources sources) {
    List<String> origins = list(sources, ServerSetting.CORS_ORIGINS);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw bad(
            ServerSetting.CORS_ORIGINS,
            origin,
            "origins like https://app.example.org, separated by commas");
      }
    }
    return origins;
  }

  private static List<AddressRange> trustedProxies(SettingSources sources) {
    try {
      return list(sources, ServerSetting.TRUSTED_PROXIES).stream().map(AddressRange::new).toList();
    } catch (IllegalArgumentException e) {
      throw new BadSettingException(ServerSetting.TRUSTED_PROXIES.option() + ": " + e.getMessage());
    }
  }

  private static List<String> list(SettingSources sources, ServerSetting setting) {
    return Arrays.stream(sources.value(setting).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static BadSettingException bad(ServerSetting setting, String value, String right) {
    return new BadSettingException(
        setting.option() + " must be " + right + ", not '" + value + "'");
  }

  /** The directory of the picture files, if they are not in an object store. */
  public Optional<Path> mediaDirectory() {
    return media instanceof MediaPlace.Directory(Path path) ? Optional.of(path) : Optional.empty();
  }

  /** Why this program cannot back up the installation, and the alternative; empty when it can. */
  public Optional<String> backupRefusal() {
    if (postgresql.isPresent()) {
      return Optional.of(
          "This installation keeps its rows in PostgreSQL: back those up with pg_dump, the"
              + " pictures afterwards (an object store by its bucket versioning), and the master"
              + " key.");
    }
    return mediaDirectory().isPresent()
        ? Optional.empty()
        : Optional.of(
            "This installation keeps its pictures in an object store: back those up by its bucket"
                + " versioning, after a copy of DIR that was made while the server was stopped.");
  }

  /** The URL of the server for a client on the same machine. */
  public String localUrl() {
    String reached =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> host;
        };
    return "http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port;
  }

  @Override
  public String toString() {
    return "ServerConfig[host=" + host + ", port=" + port + ", data=" + data + "]";
  }
}
