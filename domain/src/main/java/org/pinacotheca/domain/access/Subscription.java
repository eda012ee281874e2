package org.pinacotheca.domain.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

/**
 * A viewer's right to look at an owner's gallery for a time. Bought with a price plan, extended by
 * buying again, and expires by itself.
 *
 * @param plan the plan that was bought last
 * @param since when it was first bought
 * @param until the first instant at which it is over
 * @param monthDay 1 to 31, the day on which its months end, or their last day where they are
 *     shorter: what began on 31 January ends on 28 February, then on 31 March
 */
public record Subscription(
    UserId viewer, UserId owner, PricePlanId plan, Instant since, Instant until, int monthDay) {
  /**
   * The most calendar years from now at which a subscription may end, so that neither buyers nor
   * looping programs buy unreasonably much time.
   */
  public static final int YEARS_AHEAD_MAX = 10;

  private static final int MONTH_DAYS_MAX = 31;

  public Subscription {
    if (viewer.equals(owner)) {
      throw new IllegalArgumentException("members cannot subscribe to their own gallery");
    }
    if (monthDay < 1 || monthDay > MONTH_DAYS_MAX) {
      throw new IllegalArgumentException("a month has 1-31 days, not " + monthDay);
    }
  }

  /** A subscription whose months end on the day of its end. */
  public Subscription(UserId viewer, UserId owner, PricePlanId plan, Instant since, Instant until) {
    this(viewer, owner, plan, since, until, dayOf(until));
  }

  /** A first subscription. */
  public static Subscription first(UserId viewer, PricePlan bought, Instant now) {
    return first(viewer, bought.owner(), bought.boughtAt(now));
  }

  private static Subscription first(UserId viewer, UserId owner, BoughtTime bought) {
    return new Subscription(viewer, owner, bought.plan(), bought.at(), bought.at())
        .extended(bought);
  }

  /**
   * The subscription that results from purchases in the order they were made; empty when there are
   * none.
   */
  public static Optional<Subscription> of(UserId viewer, UserId owner, List<BoughtTime> purchases) {
    Optional<Subscription> subscription = Optional.empty();
    for (BoughtTime bought : purchases) {
      subscription =
          Optional.of(
              subscription
                  .map(earlier -> earlier.extended(bought))
                  .orElseGet(() -> first(viewer, owner, bought)));
    }
    return subscription;
  }

  /**
   * The subscription after its viewer has bought the plan: from its end or, when that has passed,
   * from now.
   */
  public Subscription extended(PricePlan bought, Instant now) {
    return extended(bought.boughtAt(now));
  }

  private Subscription extended(BoughtTime bought) {
    boolean isOn = isOnAt(bought.at());
    Instant start = isOn ? until : bought.at();
    int day = isOn ? monthDay : dayOf(start);
    Instant end = bought.duration().after(start, day);
    int nextDay = bought.duration().isOfMonths() ? day : dayOf(end);
    return new Subscription(viewer, owner, bought.plan(), since, end, nextDay);
  }

  /** The same subscription with months that end on another day. */
  public Subscription countedTo(int day) {
    return new Subscription(viewer, owner, plan, since, until, day);
  }

  private static int dayOf(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).getDayOfMonth();
  }

  /** Whether it ends at most {@link #YEARS_AHEAD_MAX} years from now. */
  public boolean isWithinLimitAt(Instant now) {
    return !until.isAfter(now.atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD_MAX).toInstant());
  }

  /** Whether it is active. */
  public boolean isOnAt(Instant now) {
    return now.isBefore(until);
  }
}
