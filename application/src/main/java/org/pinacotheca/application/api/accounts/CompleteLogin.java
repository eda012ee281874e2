package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.ApiKey;

/**
 * Exchanges the token of an application's login for a session. Of several concurrent requests one
 * gets a session.
 *
 * @param application exists
 */
public record CompleteLogin(ApiKey application, LoginToken token) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits CompleteLogin.Completed, LoginNotFound, CompleteLogin.LoginNotApproved {}

  /** The session; the token is no longer valid. */
  public record Completed(TokenAdmin.OpenedSession session) implements Outcome {}

  /** No member has approved the login yet; it can be tried again. */
  public record LoginNotApproved() implements Outcome, Refusal {}
}
