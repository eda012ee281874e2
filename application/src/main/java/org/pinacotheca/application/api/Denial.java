package org.pinacotheca.application.api;

import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** The reason why a caller may not make a request, declared in order of precedence. */
public sealed interface Denial {
  /** The caller's token lacks a scope. */
  record ScopeMissing(Scope scope) implements Denial {}

  /** The caller acts for a member, but manages no group. */
  record ManagesNoGroup() implements Denial {}

  /** The member the caller acts for is not in the group that the caller manages. */
  record NotInGroup(UserId member) implements Denial {}

  /** The member who calls, or whom the caller acts for, is suspended. */
  record MemberSuspended(UserId member) implements Denial {}

  /** The calling member, or the one they act for, was erased after they were identified. */
  record MemberGone() implements Denial {}
}
