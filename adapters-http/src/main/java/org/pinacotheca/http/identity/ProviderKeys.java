package org.pinacotheca.http.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.pinacotheca.http.settings.IdentityProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the public signing keys of an identity provider. They are reloaded after 10 minutes, and
 * when a token names an unknown key, but at most every 10 seconds. While the provider is
 * unreachable they stay valid for an hour. Thread-safe.
 */
public final class ProviderKeys {
  public static final Duration FRESH_FOR = Duration.ofMinutes(10);
  public static final Duration GOOD_FOR = Duration.ofHours(1);
  public static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int BYTES_MAX = 256 * 1024;

  private final Vertx vertx;
  private final IdentityProvider provider;
  private final InstantSource clock;
  private final JWTOptions checks;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile State state = new State(Optional.empty(), Instant.MIN, true);

  ProviderKeys(Vertx vertx, IdentityProvider provider, InstantSource clock, JWTOptions checks) {
    this.vertx = vertx;
    this.provider = provider;
    this.clock = clock;
    this.checks = checks;
  }

  /**
   * Keys loaded at one time.
   *
   * @param ids the key ids, of the keys that have one
   * @param hasNameless whether there are keys without an id, which may have signed any token
   */
  record Keys(JWTAuth verifier, Set<String> ids, boolean hasNameless, Instant read) {
    boolean mayVerify(Optional<String> id) {
      return id.isEmpty() || hasNameless || ids.contains(id.get());
    }
  }

  private record State(Optional<Keys> keys, Instant tried, boolean failed) {
    Optional<Keys> goodAt(Instant now) {
      return keys.filter(known -> now.isBefore(known.read().plus(GOOD_FOR)));
    }
  }

  /**
   * The provider's keys, including the one with this id if it exists; empty when the provider
   * cannot be reached now.
   */
  Optional<Keys> forKey(Optional<String> id) {
    Instant now = clock.instant();
    Optional<Keys> known = state.goodAt(now).filter(keys -> keys.mayVerify(id));
    if (known.isEmpty()) {
      reading.lock();
      readUnlessJustTried(now);
    } else if (!now.isBefore(known.get().read().plus(FRESH_FOR)) && reading.tryLock()) {
      // Other threads continue with the cached keys.
      readUnlessJustTried(now);
    }
    State current = state;
    return current.goodAt(now).filter(keys -> keys.mayVerify(id) || !current.failed());
  }

  /** Releases the lock. */
  private void readUnlessJustTried(Instant now) {
    try {
      // A clock that was set back must not prolong the wait.
      Instant tried = state.tried();
      if (now.isBefore(tried) || !now.isBefore(tried.plus(RETRY_AFTER))) {
        state = new State(Optional.of(read(now)), now, false);
      }
    } catch (IOException | RuntimeException e) {
      state = new State(state.keys(), now, true);
      LOG.warn("the identity provider's keys cannot be read: {}", e.toString());
    } finally {
      reading.unlock();
    }
  }

  private Keys read(Instant now) throws IOException {
    URI url = provider.keysUrl().isPresent() ? provider.keysUrl().get() : discovered();
    JsonArray published = get(url).getJsonArray("keys", new JsonArray());
    List<JsonObject> usable = PublicKeys.usable(vertx, published);
    // Without any key, Vert.x accepts unsigned tokens.
    if (usable.isEmpty()) {
      throw new IOException(url + " has no key that can verify a signature");
    }
    Set<String> ids = new HashSet<>();
    usable.stream()
        .filter(key -> key.containsKey("kid"))
        .forEach(key -> ids.add(key.getString("kid")));
    boolean hasNameless = usable.stream().anyMatch(key -> !key.containsKey("kid"));
    JWTAuthOptions options = new JWTAuthOptions().setJwks(usable).setJWTOptions(checks);
    return new Keys(JWTAuth.create(vertx, options), Set.copyOf(ids), hasNameless, now);
  }

  private URI discovered() throws IOException {
    JsonObject description = get(provider.discovery());
    if (!provider.issuer().equals(description.getString("issuer"))) {
      throw new IOException(provider.discovery() + " is of another issuer");
    }
    String url = description.getString("jwks_uri", "");
    if (!IdentityProvider.isUsable(url)) {
      throw new IOException(provider.discovery() + " names no usable jwks_uri");
    }
    return URI.create(url);
  }

  private JsonObject get(URI url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), BYTES_MAX));
    try {
      HttpResponse<byte[]> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException(url + " answers " + response.statusCode());
      }
      return new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(url + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + url + " was read", e);
    } finally {
      answer.cancel(true);
    }
  }
}
