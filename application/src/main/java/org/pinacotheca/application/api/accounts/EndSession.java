package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.identity.SessionId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Ends one of the actor's own sessions with all its tokens, even the one that makes this request.
 * Needs the scope to write, as approving a login does.
 *
 * @param session empty when the caller named none, which is a fault
 */
public record EndSession(Optional<SessionId> session) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.required(session, Field.SESSION, "one that GetSessions tells.");
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits EndSession.Ended, CommonRefusal, SessionNotFound {}

  /** The session is over. */
  public record Ended() implements Outcome {}
}
