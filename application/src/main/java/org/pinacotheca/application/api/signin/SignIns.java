package org.pinacotheca.application.api.signin;

import java.util.Optional;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.signin.InvitationToken;
import org.pinacotheca.domain.signin.WebSession;

/**
 * Signs members in to the web pages. Passwords are hashed outside of units of work, which takes
 * tens of milliseconds. Thread-safe.
 */
public interface SignIns {
  /**
   * Invites a member to choose a password, for the operator. An earlier invitation of the member no
   * longer works, and their sessions of the web pages end; their password works until they choose
   * another one.
   *
   * @return {@link Registration.Unknown} for an unknown member or community
   */
  Registration<InviteMember.Invited> invite(InviteMember command);

  /** The member whom an invitation is for; empty when it is unknown, used or expired. */
  Optional<Member> invited(InvitationToken invitation);

  /** Uses an invitation: sets the password of its member, and signs them in. */
  AcceptInvitation.Outcome accept(AcceptInvitation command);

  /**
   * Adds a member and signs them in, where the installation lets everybody register. From one place
   * as many register as may give wrong passwords.
   */
  RegisterMember.Outcome register(RegisterMember command);

  /** Signs a member in. */
  SignIn.Outcome signIn(SignIn command);

  /**
   * Replaces the password of the caller themselves, ends all their sessions of the web pages, and
   * signs them in again.
   */
  ChangePassword.Outcome changePassword(Caller caller, ChangePassword command);

  /** Ends a session; does nothing when it is unknown. */
  void signOut(WebSession session);

  /** Ends all sessions of the caller's own web pages. */
  void signOutEverywhere(Caller caller);
}
