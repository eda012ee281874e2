package org.pinacotheca.application.api.signin;

import java.time.Duration;
import java.time.Instant;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.InvitationToken;

/**
 * Invites a member to choose a password.
 *
 * @param whom a member who exists, or a new one
 * @param lifetime how long the invitation works: 1 minute to 30 days
 */
public record InviteMember(Invitee whom, Duration lifetime) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when the lifetime is outside of its range
   */
  public InviteMember {
    if (lifetime.toMinutes() < 1 || lifetime.compareTo(Invitation.LIFETIME_MAX) > 0) {
      throw new IllegalArgumentException("an invitation works for 1 minute to 30 days");
    }
  }

  /** Whom an invitation is for. */
  public sealed interface Invitee {
    /** A member who exists. */
    record Known(UserId id) implements Invitee {}

    /** A new member, who is added. */
    record New(Registrations.NewMember member) implements Invitee {}
  }

  /**
   * The invitation.
   *
   * @param token the secret of its address, which is shown only now
   */
  public record Invited(Member member, InvitationToken token, Instant expires) {}
}
