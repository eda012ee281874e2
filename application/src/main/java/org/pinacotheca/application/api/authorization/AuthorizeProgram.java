package org.pinacotheca.application.api.authorization;

import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.authorization.CodeChallenge;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.Scope;

/**
 * Grants a program scopes.
 *
 * @param clientId the application's key
 * @param redirectUri one of its addresses
 * @param scopes those that the member grants, which may be none
 * @param challenge required of a public application
 */
public record AuthorizeProgram(
    String clientId, String redirectUri, Set<Scope> scopes, Optional<CodeChallenge> challenge) {
  public AuthorizeProgram {
    scopes = Set.copyOf(scopes);
  }

  /** What becomes of it. */
  public sealed interface Outcome {
    /**
     * The program may exchange the code for tokens, once, within a minute. The text form does not
     * show the code.
     */
    record Authorized(RedirectUri redirectUri, String code) implements Outcome {
      @Override
      public String toString() {
        return "Authorized[…]";
      }
    }

    /** There is no such application, or the address is none of its redirect URIs. */
    record ProgramUnknown() implements Outcome, Refusal {}

    /** A public application must send a challenge. */
    record ChallengeRequired() implements Outcome, Refusal {}
  }
}
