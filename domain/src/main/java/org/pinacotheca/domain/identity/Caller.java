package org.pinacotheca.domain.identity;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, through which program, and for whom. Whether a caller may act for the named member is
 * decided with every command, not here.
 *
 * @param actor the member whose token or session it is
 * @param actingFor the group's member named by a group's manager, who may be the manager
 * @param application the program that calls
 * @param scopes what the actor has allowed it to do
 * @param origin where the call comes from, as an opaque key, equal for calls from one place; empty
 *     when unknown
 */
public record Caller(
    UserId actor,
    Optional<UserId> actingFor,
    ApiKey application,
    Set<Scope> scopes,
    String origin) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** A caller who acts for themselves. */
  public static Caller of(UserId actor, ApiKey application, Set<Scope> scopes) {
    return new Caller(actor, Optional.empty(), application, scopes, "");
  }

  /** The same caller with this origin. */
  public Caller from(String place) {
    return new Caller(actor, actingFor, application, scopes, place);
  }

  /** The same caller as a group's manager who acts for a member. */
  public Caller actingFor(UserId member) {
    return new Caller(actor, Optional.of(member), application, scopes, origin);
  }

  /** The first of the scopes that the caller lacks. */
  public Optional<Scope> missingScope(Set<Scope> needed) {
    return needed.stream().filter(scope -> !scopes.contains(scope)).sorted().findFirst();
  }

  /** The member in whose name everything is done. */
  public UserId subject() {
    return actingFor.orElse(actor);
  }
}
