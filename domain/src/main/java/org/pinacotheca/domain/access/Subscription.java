package org.pinacotheca.domain.access;

import java.time.Instant;
import java.time.ZoneOffset;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.member.UserId;

/**
 * A viewer's right to look at an owner's gallery for a time. Bought with a price plan, extended by
 * buying again, and over at its end without anything having to run.
 *
 * @param plan the one bought last
 * @param since when it was first bought
 * @param until the first instant at which it is over
 */
public record Subscription(
    UserId viewer, UserId owner, PricePlanId plan, Instant since, Instant until) {
  /**
   * How many calendar years from now a subscription may end at the latest, so that no buyer, and no
   * program that repeats itself, buys more time than anybody can mean.
   */
  public static final int YEARS_AHEAD_MAX = 10;

  public Subscription {
    if (viewer.equals(owner)) {
      throw new IllegalArgumentException("nobody subscribes to his own gallery");
    }
  }

  /** A first subscription. */
  public static Subscription first(UserId viewer, PricePlan bought, Instant now) {
    return new Subscription(viewer, bought.owner(), bought.id(), now, bought.duration().after(now));
  }

  /**
   * The subscription after its viewer has bought the plan: from its end or, when that has passed,
   * from now.
   */
  public Subscription extended(PricePlan bought, Instant now) {
    Instant start = isOnAt(now) ? until : now;
    return new Subscription(viewer, owner, bought.id(), since, bought.duration().after(start));
  }

  /** Whether it ends at most {@link #YEARS_AHEAD_MAX} years from now. */
  public boolean isWithinLimitAt(Instant now) {
    return !until.isAfter(now.atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD_MAX).toInstant());
  }

  /** Whether it is on. */
  public boolean isOnAt(Instant now) {
    return now.isBefore(until);
  }
}
