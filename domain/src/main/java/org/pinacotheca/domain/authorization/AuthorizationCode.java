package org.pinacotheca.domain.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/**
 * A member's consent, which a program exchanges for tokens: once, within {@link #LIFETIME}.
 *
 * @param code the hash of the code
 * @param redirectUri where the code was sent
 * @param scopes those that the member granted
 * @param challenge what the program must prove to know
 * @param family the tokens it was exchanged for; empty while it is unused
 */
public record AuthorizationCode(
    SecretHash code,
    UserId member,
    ApiKey application,
    RedirectUri redirectUri,
    Set<Scope> scopes,
    Optional<CodeChallenge> challenge,
    Instant expires,
    Optional<SecretHash> family) {
  /** How long a code works. */
  public static final Duration LIFETIME = Duration.ofMinutes(1);

  /** How long it is known that a code was used. */
  public static final Duration KEPT_FOR = Duration.ofDays(1);

  public AuthorizationCode {
    scopes = Set.copyOf(scopes);
  }

  /** Whether the program may exchange it now, apart from its earlier use. */
  public boolean isFor(ApiKey program, String sentTo, String verifier, Instant now) {
    return application.equals(program)
        && redirectUri.value().equals(sentTo)
        && now.isBefore(expires)
        && challenge.map(it -> it.isMetBy(verifier)).orElse(verifier.isEmpty());
  }

  /** The same code, exchanged for these tokens. */
  public AuthorizationCode exchangedFor(SecretHash tokens) {
    return new AuthorizationCode(
        code, member, application, redirectUri, scopes, challenge, expires, Optional.of(tokens));
  }
}
