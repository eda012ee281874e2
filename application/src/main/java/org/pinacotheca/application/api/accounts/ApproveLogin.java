package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.authorization.LoginToken;

/**
 * Lets an application have a session of the caller; repeating it changes nothing. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}, because a session may do all that this
 * scope allows.
 */
public record ApproveLogin(LoginToken token) {
  /** The possible outcomes. */
  public sealed interface Outcome permits ApproveLogin.Approved, CommonRefusal, LoginNotFound {}

  /** The application can collect its session while the token is valid. */
  public record Approved() implements Outcome {}
}
