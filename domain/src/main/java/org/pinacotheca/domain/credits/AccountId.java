package org.pinacotheca.domain.credits;

import org.pinacotheca.domain.member.UserId;

/** Whose credits an account holds. */
public sealed interface AccountId {
  /** A member's account. */
  record OfMember(UserId member) implements AccountId {}

  /** The platform's account, which receives commissions. */
  record OfPlatform() implements AccountId {}

  /**
   * Where granted credits come from. It has no balance; what has left it is the sum of all other
   * accounts.
   */
  record Grants() implements AccountId {}
}
