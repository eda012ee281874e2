package org.pinacotheca.domain.access;

import java.time.Instant;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

/**
 * An offer of an owner: access to their whole gallery for a time, at a price. It is on offer until
 * they replace their list of plans.
 */
public record PricePlan(PricePlanId id, UserId owner, PlanDuration duration, Price price) {
  /** The most plans an owner may offer. */
  public static final int PLANS_PER_OWNER_MAX = 20;

  public PricePlan {
    if (price.isFree()) {
      throw new IllegalArgumentException("a price plan costs something");
    }
  }

  /** The time that is bought with this plan. */
  public BoughtTime boughtAt(Instant now) {
    return new BoughtTime(id, duration, now);
  }
}
