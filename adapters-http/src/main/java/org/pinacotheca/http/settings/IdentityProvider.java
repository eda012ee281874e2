package org.pinacotheca.http.settings;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider whose JSON web tokens (RFC 9068) are accepted as bearer tokens.
 *
 * @param issuer the exact value of {@code iss}; the provider's URL
 * @param audience what {@code aud} must be or contain
 * @param keysUrl where the provider publishes its keys (RFC 7517); when empty, taken from the
 *     issuer's discovery document
 * @param userClaim the claim that holds the number of the member
 */
public record IdentityProvider(
    String issuer, String audience, Optional<URI> keysUrl, String userClaim) {
  /** The claim of the token's subject. */
  public static final String SUBJECT = "sub";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public IdentityProvider {
    if (!isUsable(issuer) || keysUrl.isPresent() && !isUsable(keysUrl.get())) {
      throw new IllegalArgumentException(
          "the issuer and the address of its keys must be https, or http on the loopback address");
    }
    if (audience.isBlank() || userClaim.isBlank()) {
      throw new IllegalArgumentException("the audience and the user's claim must not be blank");
    }
  }

  /**
   * Whether keys may be read from there: by https, or by http from this machine, so that nobody can
   * substitute keys on the way.
   */
  public static boolean isUsable(String url) {
    try {
      return isUsable(URI.create(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isUsable(URI url) {
    String host = url.getHost();
    return host != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && ("https".equals(url.getScheme())
            || "http".equals(url.getScheme()) && LOOPBACK.contains(host));
  }

  /** The URL of the provider's discovery document. */
  public URI discovery() {
    return URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
  }
}
