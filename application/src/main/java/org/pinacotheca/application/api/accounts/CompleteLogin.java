package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.LoginToken;

/**
 * An application exchanges the token of its login for a session. Of several that come at the same
 * time one is given a session.
 *
 * @param application exists
 */
public record CompleteLogin(ApiKey application, LoginToken token) {
  /** What came of it. */
  public sealed interface Outcome
      permits CompleteLogin.Completed, LoginNotFound, CompleteLogin.LoginNotApproved {}

  /** The session; the token is no longer good. */
  public record Completed(TokenAdmin.OpenedSession session) implements Outcome {}

  /** No member has approved the login yet; it can be tried again. */
  public record LoginNotApproved() implements Outcome, Refusal {}
}
