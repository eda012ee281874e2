package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operator's calls that issue and revoke tokens and sessions. Thread-safe. */
final class AdminTokens {
  private static final String KNOWN_SCOPES =
      Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));
  private static final int TOKEN_SECONDS_MAX = 10 * 365 * 24 * 3600;

  private final Gallery gallery;

  AdminTokens(Gallery gallery) {
    this.gallery = gallery;
  }

  Response token(Fields fields) {
    Optional<UserId> user =
        fields.required("UserID", fields.numbered("UserID", UserId::assignable));
    Optional<ApiKey> application = fields.required("ApiKey", fields.value("ApiKey", ApiKey::new));
    Set<Scope> scopes = scopes(fields);
    Optional<Duration> lifetime = lifetime(fields);
    return AdminRegistrations.register(
        fields,
        () ->
            gallery
                .grants()
                .issueToken(
                    new TokenAdmin.IssueToken(
                        user.orElseThrow(), application.orElseThrow(), scopes, lifetime)),
        tokens ->
            new JsonObject()
                .put("access_token", tokens.accessToken())
                .put("refresh_token", tokens.refreshToken())
                .put("expires_in", tokens.lifetime().toSeconds()));
  }

  private static Set<Scope> scopes(Fields fields) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<String> words = fields.texts("scopes");
    for (String word : words) {
      Optional<Scope> scope = Scope.ofWord(word);
      if (scope.isEmpty()) {
        fields.fault("scopes", "must each be one of " + KNOWN_SCOPES + ", not '" + word + "'.");
      } else {
        scopes.add(scope.get());
      }
    }
    return scopes;
  }

  private static Optional<Duration> lifetime(Fields fields) {
    OptionalInt seconds = fields.integer("expiresInSeconds");
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    if (seconds.getAsInt() < 1 || seconds.getAsInt() > TOKEN_SECONDS_MAX) {
      fields.fault("expiresInSeconds", "must be between 1 and " + TOKEN_SECONDS_MAX + ".");
    }
    return Optional.of(Duration.ofSeconds(seconds.getAsInt()));
  }

  Response session(Fields fields) {
    Optional<UserId> user =
        fields.required("UserID", fields.numbered("UserID", UserId::assignable));
    Optional<ApiKey> application = fields.required("ApiKey", fields.value("ApiKey", ApiKey::new));
    Optional<SessionKey> key = fields.value("session_key", SessionKey::new);
    Optional<SharedSecret> secret = fields.value("secret", SharedSecret::new);
    OptionalInt minutes = fields.integer("expiresInMinutes");
    if (minutes.orElse(0) < 0) {
      fields.fault("expiresInMinutes", "must be 0 for a session without end, or more.");
    }
    Optional<Duration> lifetime =
        minutes.orElse(0) > 0
            ? Optional.of(Duration.ofMinutes(minutes.getAsInt()))
            : Optional.empty();
    return AdminRegistrations.register(
        fields,
        () ->
            gallery
                .grants()
                .openSession(
                    new TokenAdmin.OpenSession(
                        user.orElseThrow(), application.orElseThrow(), key, secret, lifetime)),
        session ->
            new JsonObject()
                .put("session_key", session.session().value())
                .put("secret", session.secret().map(SharedSecret::value).orElse(null))
                .put("uid", session.user().value())
                .put("expires", session.expires().map(Instant::getEpochSecond).orElse(0L)));
  }

  Response revokeToken(String token) {
    gallery.grants().revokeToken(token);
    return Response.empty();
  }

  Response revokeSession(String key) {
    if (SessionKey.isWellFormed(key)) {
      gallery.grants().revokeSession(new SessionKey(key));
    }
    return Response.empty();
  }
}
