package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.authorization.LoginToken;

/**
 * Ends a login, so that it never becomes a session, even if the caller has approved it. Needs no
 * scope.
 */
public record DeclineLogin(LoginToken token) {
  /** The possible outcomes. */
  public sealed interface Outcome permits DeclineLogin.Declined, LoginNotFound {}

  /** The token is no longer valid. */
  public record Declined() implements Outcome {}
}
