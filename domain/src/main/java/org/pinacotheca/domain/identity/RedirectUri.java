package org.pinacotheca.domain.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * An address of a program to which a member's browser returns with an authorization code: of at
 * most 500 characters, without a fragment, and by {@code https}, by {@code http} on the loopback
 * address, or by a scheme of the program's own that has a dot (RFC 8252).
 */
public record RedirectUri(String value) {
  private static final int LENGTH_MAX = 500;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  public RedirectUri {
    if (!isAllowed(value)) {
      throw new IllegalArgumentException(
          "a redirect URI is an https address, an http address of the loopback interface, or one of"
              + " a scheme with a dot, without a fragment and with at most 500 characters, not '"
              + value
              + "'");
    }
  }

  private static boolean isAllowed(String text) {
    if (text.length() > LENGTH_MAX || text.indexOf(' ') >= 0) {
      return false;
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (scheme == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
        return false;
      }
      return switch (scheme) {
        case "https" -> uri.getHost() != null;
        case "http" -> uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        default -> scheme.indexOf('.') > 0;
      };
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** The address with more parameters, which are encoded already. */
  public String with(String parameters) {
    return value + (value.indexOf('?') < 0 ? "?" : "&") + parameters;
  }
}
