package org.pinacotheca.domain.identity;

import java.util.List;

/**
 * How a program asks members to let it in.
 *
 * @param isPublic whether it cannot keep a secret, as on a phone: it proves by PKCE alone that a
 *     code is its own
 * @param redirectUris its addresses; without any, it cannot ask
 */
public record OAuthTerms(boolean isPublic, List<RedirectUri> redirectUris) {
  /** The most addresses of a program. */
  public static final int REDIRECT_URIS_MAX = 20;

  /** The program does not ask. */
  public static final OAuthTerms NONE = new OAuthTerms(false, List.of());

  public OAuthTerms {
    redirectUris = List.copyOf(redirectUris);
    if (redirectUris.size() > REDIRECT_URIS_MAX) {
      throw new IllegalArgumentException(
          "an application has at most 20 redirect URIs, not " + redirectUris.size());
    }
  }
}
