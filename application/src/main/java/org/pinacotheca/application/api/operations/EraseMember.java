package org.pinacotheca.application.api.operations;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.UserId;

/** Erases a member with everything that is theirs. */
public record EraseMember(UserId user) {

  /** The possible outcomes. */
  public sealed interface Outcome {}

  /** There is no such member and there never was. */
  public record NeverMember() implements Outcome, Refusal {}

  /** They manage a group with other members, who would be without a manager. */
  public record ManagesGroup(GroupId group) implements Outcome, Refusal {}

  /** Nothing of them is left, now or since an earlier erasure. */
  public record Erased() implements Outcome {}
}
