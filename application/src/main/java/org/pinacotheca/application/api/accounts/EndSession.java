package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.identity.SessionId;

/**
 * Ends one of the actor's own sessions with all its tokens, even the one that makes this request.
 * Needs the scope to write, as approving a login does.
 */
public record EndSession(SessionId session) {
  /** The possible outcomes. */
  public sealed interface Outcome permits EndSession.Ended, CommonRefusal, SessionNotFound {}

  /** The session is over. */
  public record Ended() implements Outcome {}
}
