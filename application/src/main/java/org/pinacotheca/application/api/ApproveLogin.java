package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.client.LoginToken;

/**
 * Lets an application have a session of the caller; doing it again changes nothing. Needs {@link
 * org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}, because a session may do all that this
 * scope allows.
 *
 * @param token empty when the caller gave none, which is a fault
 */
public record ApproveLogin(Optional<LoginToken> token) {
  /** What came of it. */
  public sealed interface Outcome
      permits ApproveLogin.Approved, Denied, LoginNotFound, InvalidFields {}

  /** The application can collect its session, as long as the token is good. */
  public record Approved() implements Outcome {}
}
