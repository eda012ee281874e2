package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Reads the actor's active sessions, the youngest first and those with an unknown start last. Needs
 * no scope. Of the RPC and of the REST API each, only the youngest {@link #SESSIONS_MAX} sessions
 * are listed.
 *
 * @param bearerToken the token of this request, so that its own session can be marked
 */
public record GetSessions(
    Optional<String> bearerToken, OptionalInt pageNumber, OptionalInt pageSize) implements Request {
  /** The most sessions of one kind that are listed. */
  public static final int SESSIONS_MAX = 1000;

  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetSessions.Read, InvalidFields {}

  /** The page. */
  public record Read(Page<MemberSession> sessions) implements Outcome {}

  @Override
  public String toString() {
    return "GetSessions[pageNumber=" + pageNumber + ", pageSize=" + pageSize + "]";
  }
}
