package org.pinacotheca.application.api.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SessionId;
import org.pinacotheca.domain.identity.Usage;

/**
 * A program that may act in a member's name.
 *
 * @param expires when it expires unless it is refreshed before; empty means never
 * @param isCurrent whether this request came through it
 */
public record MemberSession(
    SessionId id,
    Kind kind,
    ClientApplication application,
    Set<Scope> scopes,
    Usage usage,
    Optional<Instant> expires,
    boolean isCurrent) {
  public MemberSession {
    scopes = Set.copyOf(scopes);
  }

  /** The API that the program uses. */
  public enum Kind {
    /** A session of the signed RPC. */
    RPC,
    /** A family of bearer and refresh tokens of the REST API. */
    REST
  }
}
