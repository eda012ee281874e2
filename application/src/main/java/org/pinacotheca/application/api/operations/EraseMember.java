package org.pinacotheca.application.api.operations;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.UserId;

/** Erases a member with everything that is his. */
public record EraseMember(UserId user) {

  /** What came of it. */
  public sealed interface Outcome {}

  /** There is no such member and never was. */
  public record NeverMember() implements Outcome, Refusal {}

  /** He manages a group with other members, who would be without a manager. */
  public record ManagesGroup(GroupId group) implements Outcome, Refusal {}

  /** Nothing of him is left, now or since he was erased earlier. */
  public record Erased() implements Outcome {}
}
