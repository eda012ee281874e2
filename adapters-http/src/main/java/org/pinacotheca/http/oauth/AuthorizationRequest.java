package org.pinacotheca.http.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.authorization.CodeChallenge;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.Scope;

/**
 * A program's request to be let in, as its query says it: application and address are known.
 *
 * @param challenge that of PKCE, if it sent one
 */
record AuthorizationRequest(
    ClientApplication application,
    RedirectUri redirectUri,
    String state,
    Set<Scope> scopes,
    Optional<CodeChallenge> challenge) {

  /** More words than there are scopes are of none. */
  private static final int SCOPES_MAX = 20;

  /** A request, or the error with which the browser returns to the program. */
  sealed interface Read {
    record Valid(AuthorizationRequest request) implements Read {}

    record Wrong(String redirectTo) implements Read {}
  }

  /** Reads the rest of a request whose application and address are known. */
  static Read of(ClientApplication application, RedirectUri redirectUri, OAuthForm form) {
    String state = form.text("state");
    if (!form.text("response_type").equals("code")) {
      String error =
          form.text("response_type").isEmpty() ? "invalid_request" : "unsupported_response_type";
      return new Read.Wrong(redirected(redirectUri, "error=" + error, state));
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : form.text("scope").split(" ", SCOPES_MAX)) {
      Optional<Scope> scope = Scope.ofWord(word);
      if (scope.isEmpty() && !word.isEmpty()) {
        return new Read.Wrong(redirected(redirectUri, "error=invalid_scope", state));
      }
      scope.ifPresent(scopes::add);
    }
    Optional<String> challenge = form.field("code_challenge");
    boolean isMissing = challenge.isEmpty() && application.oauth().isPublic();
    boolean isPlain = challenge.isPresent() && !form.text("code_challenge_method").equals("S256");
    if (isMissing || isPlain || challenge.filter(it -> !isWellFormed(it)).isPresent()) {
      return new Read.Wrong(redirected(redirectUri, "error=invalid_request", state));
    }
    return new Read.Valid(
        new AuthorizationRequest(
            application, redirectUri, state, scopes, challenge.map(CodeChallenge::new)));
  }

  private static boolean isWellFormed(String challenge) {
    try {
      var _ = new CodeChallenge(challenge);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Where the browser returns with the code. */
  String granted(String code) {
    return redirected(redirectUri, "code=" + code, state);
  }

  /** Where the browser returns when the member declines. */
  String declined() {
    return redirected(redirectUri, "error=access_denied", state);
  }

  private static String redirected(RedirectUri uri, String parameters, String state) {
    return uri.with(
        parameters + (state.isEmpty() ? "" : "&state=" + URLEncoder.encode(state, UTF_8)));
  }
}
