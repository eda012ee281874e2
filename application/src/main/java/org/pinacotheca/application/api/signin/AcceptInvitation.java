package org.pinacotheca.application.api.signin;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.signin.InvitationToken;
import org.pinacotheca.domain.signin.Password;

/** Chooses a password by an invitation, which works once. */
public record AcceptInvitation(InvitationToken invitation, Password password) {
  /** What becomes of it. */
  public sealed interface Outcome permits SignedIn, InvitationNotFound {}

  /** There is no such invitation, or it was used or has expired, or its member is suspended. */
  public record InvitationNotFound() implements Outcome, Refusal {}
}
