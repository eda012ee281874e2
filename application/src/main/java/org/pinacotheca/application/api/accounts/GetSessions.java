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
 * Reads the actor's sessions that are on, the youngest first and last those of which nobody noted
 * when they began. Needs no scope. Of more than {@link #SESSIONS_MAX} sessions of the RPC, and of
 * as many of the REST API, the oldest are not told.
 *
 * @param bearerToken the one that the question comes with, so that its own session can be told from
 *     the others
 */
public record GetSessions(
    Optional<String> bearerToken, OptionalInt pageNumber, OptionalInt pageSize) implements Request {
  /** How many sessions of one kind are told. */
  public static final int SESSIONS_MAX = 1000;

  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** What came of it. */
  public sealed interface Outcome permits GetSessions.Read, InvalidFields {}

  /** The page. */
  public record Read(Page<MemberSession> sessions) implements Outcome {}

  @Override
  public String toString() {
    return "GetSessions[pageNumber=" + pageNumber + ", pageSize=" + pageSize + "]";
  }
}
