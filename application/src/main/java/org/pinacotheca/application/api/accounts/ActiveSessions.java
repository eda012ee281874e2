package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Caller;

/**
 * Lists and ends a member's own sessions. A member sees and ends only their own, whomever they act
 * for: a group's manager sees none of the group's members', and the operator has {@link
 * TokenAdmin}. Tokens of an identity provider are not sessions. Thread-safe.
 */
public interface ActiveSessions {
  /** Lists the active sessions of the actor, the youngest first. Nobody is refused. */
  Page<MemberSession> list(Caller caller, GetSessions query);

  /**
   * Ends a session. On this node it is over when this returns; another node may accept its bearer
   * token as long as any revoked one.
   */
  EndSession.Outcome end(Caller caller, EndSession command);
}
