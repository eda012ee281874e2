package org.pinacotheca.http.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.transport.RequestObserver;

/**
 * The settings of the REST API. Its text form never shows the admin token.
 *
 * @param publicUrl prefix of every URL handed out, without a trailing slash; read for every
 *     response
 * @param spoolDirectory holds uploads while they are received and read; created when missing
 * @param requestBytesMax of the body of AddPictures
 * @param adminToken the bearer token of the admin API; when empty, there is no admin API
 * @param allowedOrigins of other sites' scripts, such as {@code https://example.org}; {@code *}
 *     means all
 * @param bodyTimeout for a small body to arrive as a whole
 * @param uploadTimeout for a body of pictures to arrive as a whole
 * @param readinessChecks by name, in addition to the storage check; one that throws means not ready
 * @param trustedProxies those whose {@code X-Forwarded-For} is believed
 * @param identityProvider the provider whose tokens are accepted in addition to the gallery's own
 * @param backup the source of backups for the admin API
 * @param clock for {@code Cache-Control} and the lifetime of the provider's cached keys
 * @param mediaMemoryBytes of the cache of small picture files
 * @param creditsShop where members buy credits, if anywhere
 * @param isRegistrationOpen whether everybody may become a member, without an invitation
 * @param observer observes every request
 */
public record RestSettings(
    Supplier<String> publicUrl,
    Path spoolDirectory,
    long requestBytesMax,
    Optional<String> adminToken,
    Set<String> allowedOrigins,
    Duration bodyTimeout,
    Duration uploadTimeout,
    Map<String, Runnable> readinessChecks,
    List<AddressRange> trustedProxies,
    Optional<IdentityProvider> identityProvider,
    BackupSource backup,
    InstantSource clock,
    long mediaMemoryBytes,
    Optional<CreditsShop> creditsShop,
    boolean isRegistrationOpen,
    RequestObserver observer) {
  private static final long REQUEST_BYTES_MAX = 64L << 20;
  private static final int HEAP_PER_MEDIA_MEMORY = 16;

  public RestSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
    readinessChecks = Map.copyOf(readinessChecks);
    trustedProxies = List.copyOf(trustedProxies);
    if (requestBytesMax < 1) {
      throw new IllegalArgumentException("a request has at least one byte, not " + requestBytesMax);
    }
    if (mediaMemoryBytes < 0) {
      throw new IllegalArgumentException("there is no memory of " + mediaMemoryBytes + " bytes");
    }
    if (bodyTimeout.toMillis() < 1 || uploadTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a body takes at least one millisecond to arrive");
    }
    if (adminToken.isPresent() && adminToken.get().isBlank()) {
      throw new IllegalArgumentException("the admin token must not be blank");
    }
  }

  /**
   * 64 MiB a request, no admin API, no other sites, 30 seconds for a small body and 10 minutes for
   * pictures, a sixteenth of the heap for small picture files.
   */
  public static RestSettings of(Supplier<String> publicUrl, Path spoolDirectory) {
    return new RestSettings(
        publicUrl,
        spoolDirectory,
        REQUEST_BYTES_MAX,
        Optional.empty(),
        Set.of(),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Map.of(),
        List.of(),
        Optional.empty(),
        BackupSource.none("This installation is backed up by the program that it is a part of."),
        InstantSource.system(),
        Runtime.getRuntime().maxMemory() / HEAP_PER_MEDIA_MEMORY,
        Optional.empty(),
        false,
        RequestObserver.atEnd(_ -> {}));
  }

  /** A copy with another limit for the body of AddPictures. */
  public RestSettings withRequestBytesMax(long bytes) {
    return with(draft -> draft.requestBytesMax = bytes);
  }

  /** A copy with an admin API that requires this token. */
  public RestSettings withAdminToken(String token) {
    return with(draft -> draft.adminToken = Optional.of(token));
  }

  /** A copy that allows scripts of these origins. */
  public RestSettings withAllowedOrigins(Set<String> origins) {
    return with(draft -> draft.allowedOrigins = origins);
  }

  /** A copy with other timeouts for bodies. */
  public RestSettings withTimeouts(Duration body, Duration upload) {
    return with(draft -> {
      draft.bodyTimeout = body;
      draft.uploadTimeout = upload;
    });
  }

  /** A copy with one more readiness check. */
  public RestSettings withReadinessCheck(String name, Runnable check) {
    Map<String, Runnable> more = new LinkedHashMap<>(readinessChecks);
    more.put(name, check);
    return with(draft -> draft.readinessChecks = more);
  }

  /** A copy with backups of the whole installation. */
  public RestSettings withBackup(BackupSource newBackup) {
    return with(draft -> draft.backup = newBackup);
  }

  /** A copy that trusts proxies at these addresses. */
  public RestSettings withTrustedProxies(List<AddressRange> proxies) {
    return with(draft -> draft.trustedProxies = proxies);
  }

  /** A copy that accepts tokens of this provider. */
  public RestSettings withIdentityProvider(IdentityProvider provider) {
    return with(draft -> draft.identityProvider = Optional.of(provider));
  }

  /** A copy with another clock. */
  public RestSettings withClock(InstantSource newClock) {
    return with(draft -> draft.clock = newClock);
  }

  /** A copy with this much memory for small picture files. */
  public RestSettings withMediaMemoryBytes(long bytes) {
    return with(draft -> draft.mediaMemoryBytes = bytes);
  }

  /** A copy that sends members who want credits to this page. */
  public RestSettings withCreditsShop(CreditsShop shop) {
    return with(draft -> draft.creditsShop = Optional.of(shop));
  }

  /** A copy that lets everybody become a member. */
  public RestSettings withOpenRegistration() {
    return with(draft -> draft.isRegistrationOpen = true);
  }

  /** A copy with an observer of every request. */
  public RestSettings withObserver(RequestObserver newObserver) {
    return with(draft -> draft.observer = newObserver);
  }

  @Override
  public String toString() {
    return "RestSettings[spoolDirectory="
        + spoolDirectory
        + ", requestBytesMax="
        + requestBytesMax
        + "]";
  }

  private RestSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The copy in progress. */
  private static final class Draft {
    private final Supplier<String> publicUrl;
    private final Path spoolDirectory;
    private long requestBytesMax;
    private Optional<String> adminToken;
    private Set<String> allowedOrigins;
    private Duration bodyTimeout;
    private Duration uploadTimeout;
    private Map<String, Runnable> readinessChecks;
    private List<AddressRange> trustedProxies;
    private Optional<IdentityProvider> identityProvider;
    private BackupSource backup;
    private InstantSource clock;
    private long mediaMemoryBytes;
    private Optional<CreditsShop> creditsShop;
    private boolean isRegistrationOpen;
    private RequestObserver observer;

    private Draft(RestSettings from) {
      publicUrl = from.publicUrl;
      spoolDirectory = from.spoolDirectory;
      requestBytesMax = from.requestBytesMax;
      adminToken = from.adminToken;
      allowedOrigins = from.allowedOrigins;
      bodyTimeout = from.bodyTimeout;
      uploadTimeout = from.uploadTimeout;
      readinessChecks = from.readinessChecks;
      trustedProxies = from.trustedProxies;
      identityProvider = from.identityProvider;
      backup = from.backup;
      clock = from.clock;
      mediaMemoryBytes = from.mediaMemoryBytes;
      creditsShop = from.creditsShop;
      isRegistrationOpen = from.isRegistrationOpen;
      observer = from.observer;
    }

    private RestSettings settings() {
      return new RestSettings(
          publicUrl,
          spoolDirectory,
          requestBytesMax,
          adminToken,
          allowedOrigins,
          bodyTimeout,
          uploadTimeout,
          readinessChecks,
          trustedProxies,
          identityProvider,
          backup,
          clock,
          mediaMemoryBytes,
          creditsShop,
          isRegistrationOpen,
          observer);
    }
  }
}
