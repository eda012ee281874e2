package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.identity.Caller;

/**
 * The programs that a member has let in, and how he puts them out again. A member sees and ends his
 * own sessions alone, whomever he acts for: a group's manager sees none of his members', and the
 * operator has {@link TokenAdmin}. Tokens of an identity provider are no sessions here. Safe for
 * use by many threads.
 */
public interface ActiveSessions {
  GetSessions.Outcome list(Caller caller, GetSessions query);

  /**
   * Ends a session. On this node it is over when this returns; another one may take a bearer token
   * of it for good as long as a revoked one anywhere.
   */
  EndSession.Outcome end(Caller caller, EndSession command);
}
