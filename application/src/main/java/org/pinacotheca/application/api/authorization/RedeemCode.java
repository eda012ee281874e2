package org.pinacotheca.application.api.authorization;

import java.util.Set;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.domain.identity.Scope;

/**
 * A program's request for the tokens of a code. Its text form shows no secret.
 *
 * @param clientSecret the application's secret; of a public application, any text
 * @param redirectUri where the code was sent
 * @param verifier that of the challenge; the empty text when there was none
 */
public record RedeemCode(
    String clientId, String clientSecret, String code, String redirectUri, String verifier) {
  @Override
  public String toString() {
    return "RedeemCode[clientId=" + clientId + "]";
  }

  /** What becomes of it. */
  public sealed interface Outcome {
    /** The program is let in. */
    record Issued(Tokens.TokenPair tokens, Set<Scope> scopes) implements Outcome {}

    /** The application is unknown or its secret is wrong. */
    record ClientUnknown() implements Outcome, Refusal {}

    /**
     * The code is unknown, expired, used before, another application's, or was sent to another
     * address, or the verifier is not that of its challenge.
     */
    record CodeRefused() implements Outcome, Refusal {}
  }
}
