package org.pinacotheca.application.api.accounts;

import java.util.Optional;
import org.pinacotheca.domain.gallery.PageRequest;

/**
 * Reads the actor's active sessions, the youngest first and those with an unknown start last. Needs
 * no scope, and nobody is refused. Of the RPC and of the REST API each, only the youngest {@link
 * #SESSIONS_MAX} sessions are listed.
 *
 * @param bearerToken the token of this request, so that its own session can be marked
 */
public record GetSessions(Optional<String> bearerToken, PageRequest page) {
  /** The most sessions of one kind that are listed. */
  public static final int SESSIONS_MAX = 1000;

  @Override
  public String toString() {
    return "GetSessions[page=" + page + "]";
  }
}
