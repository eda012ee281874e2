package org.pinacotheca.http.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.settings.IdentityProvider;

/**
 * Validates an identity provider's tokens (signature, audience, lifetime) and reads their claims.
 * Thread-safe.
 */
public final class ProviderTokens {
  /** The allowed difference between the provider's clock and this one. */
  static final int LEEWAY_SECONDS = 60;

  private static final int KEY_ID_CHARACTERS_MAX = 200;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

  private final IdentityProvider provider;
  private final ProviderKeys keys;

  public ProviderTokens(Vertx vertx, IdentityProvider provider, InstantSource clock) {
    this.provider = provider;
    JWTOptions checks =
        new JWTOptions()
            .setIssuer(provider.issuer())
            .setAudience(List.of(provider.audience()))
            .setLeeway(LEEWAY_SECONDS);
    keys = new ProviderKeys(vertx, provider, clock, checks);
  }

  /** The result of validating a token. */
  public sealed interface Verdict {
    record Genuine(UserId user, ApiKey application, Set<Scope> scopes) implements Verdict {}

    /**
     * The token is rejected.
     *
     * @param reason a sentence for the client
     */
    record Wrong(String reason) implements Verdict {}

    /** The signing key is unknown, and the provider cannot be reached. */
    record Unknowable() implements Verdict {}
  }

  /** Whether it has the form of a provider's token; the gallery's own tokens have no dots. */
  public static boolean isOne(String token) {
    return token.chars().filter(character -> character == '.').count() == 2;
  }

  /** Validates a token; may block while it loads the provider's keys. */
  public Verdict judge(String token) {
    Optional<Optional<String>> keyId = keyId(token);
    if (keyId.isEmpty()) {
      return new Verdict.Wrong(
          "The token's header must name an algorithm with a public key, such as RS256 or ES256.");
    }
    Optional<ProviderKeys.Keys> found = keys.forKey(keyId.get());
    if (found.isEmpty()) {
      return new Verdict.Unknowable();
    }
    return verified(found.get(), token)
        .map(this::read)
        .orElseGet(() ->
            new Verdict.Wrong(
                "The token must be signed by a key that the identity provider publishes, be of its"
                    + " issuer and for this audience, and neither expired nor for later."));
  }

  /** The key id in a token's header, if any; empty when the header is not acceptable. */
  private static Optional<Optional<String>> keyId(String token) {
    try {
      String part = token.substring(0, token.indexOf('.'));
      JsonObject header =
          new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
      Optional<String> id = Optional.ofNullable(header.getString("kid"));
      boolean isAccepted =
          PublicKeys.ALGORITHMS.contains(header.getString("alg", ""))
              && !header.containsKey("crit")
              && id.orElse("").length() <= KEY_ID_CHARACTERS_MAX;
      return isAccepted ? Optional.of(id) : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> verified(ProviderKeys.Keys keys, String token) {
    try {
      User user =
          keys.verifier()
              .authenticate(new TokenCredentials(token))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return Optional.ofNullable(user.attributes().getJsonObject("accessToken"));
    } catch (RuntimeException e) {
      // Vert.x throws when a claim has an unexpected type.
      return Optional.empty();
    }
  }

  private Verdict read(JsonObject claims) {
    if (!(claims.getValue("exp") instanceof Number)) {
      return new Verdict.Wrong("The token must have an end (exp).");
    }
    Optional<UserId> user = user(claims.getValue(provider.userClaim()));
    if (user.isEmpty()) {
      return new Verdict.Wrong(
          "The token's " + provider.userClaim() + " must be the number of a member.");
    }
    Optional<ApiKey> application =
        Stream.of("azp", "client_id")
            .map(claims::getValue)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .findFirst()
            .filter(ApiKey::isWellFormed)
            .map(ApiKey::new);
    return application.isEmpty()
        ? new Verdict.Wrong("The token's azp or client_id must be the key of an application.")
        : new Verdict.Genuine(user.get(), application.get(), scopes(claims.getValue("scope")));
  }

  private static Optional<UserId> user(@Nullable Object claim) {
    return Optional.ofNullable(claim)
        .map(Object::toString)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Long::parseLong)
        .filter(number -> number <= Integer.MAX_VALUE)
        .map(number -> new UserId(number.intValue()));
  }

  /** Scopes of other services are ignored. */
  private static Set<Scope> scopes(@Nullable Object claim) {
    Stream<String> words =
        switch (claim) {
          case String text -> Stream.of(text.split(" ", -1));
          case JsonArray list ->
              list.stream().filter(String.class::isInstance).map(String.class::cast);
          case null, default -> Stream.empty();
        };
    return words.map(Scope::ofWord).flatMap(Optional::stream).collect(Collectors.toSet());
  }
}
