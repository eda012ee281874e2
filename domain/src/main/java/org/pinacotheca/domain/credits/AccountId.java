package org.pinacotheca.domain.credits;

import org.pinacotheca.domain.identity.UserId;

/** Identifies an account of credits by its owner. */
public sealed interface AccountId {
  /** A member's account. */
  record OfMember(UserId member) implements AccountId {}

  /**
   * A part of the platform's account, which receives commissions. It is split, so that sales of
   * different owners seldom wait for each other; the platform's balance is the sum of the parts.
   *
   * @param part 0 to {@value #PARTS} - 1
   */
  record OfPlatform(int part) implements AccountId {
    /** How many parts there are. */
    public static final int PARTS = 64;

    public OfPlatform {
      if (part < 0 || part >= PARTS) {
        throw new IllegalArgumentException(
            "a part of the platform's account is 0-" + (PARTS - 1) + ", not " + part);
      }
    }

    /** The part that receives credits from this member, always the same. */
    public static OfPlatform receivingFrom(UserId member) {
      return new OfPlatform(member.value() % PARTS);
    }
  }

  /**
   * The source of granted credits. It has no balance; what has left it is the sum of all other
   * accounts.
   */
  record Grants() implements AccountId {}
}
