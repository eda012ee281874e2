package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.client.SessionId;

/**
 * Ends one of the actor's own sessions, with all its tokens; it may be the one it comes through.
 * Needs the scope to write, as letting a program in does.
 *
 * @param session empty when the caller named none, which is a fault
 */
public record EndSession(Optional<SessionId> session) {
  /** What came of it. */
  public sealed interface Outcome
      permits EndSession.Ended, Denied, InvalidFields, SessionNotFound {}

  /** The session is over. */
  public record Ended() implements Outcome {}
}
