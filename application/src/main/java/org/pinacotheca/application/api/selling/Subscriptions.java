package org.pinacotheca.application.api.selling;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/** Price plans and what is bought with them. Thread-safe. */
public interface Subscriptions {
  /** The plans an owner offers, by duration, then id; empty when there is no such member. */
  Optional<List<PricePlan>> plans(UserId owner);

  /**
   * Replaces the plans that the subject offers, at most 20. Subscriptions bought with earlier ones
   * stay.
   *
   * @return the plans on offer now, or {@link PlanNotFound} when an id is not that of an offered
   *     plan
   */
  UpdatePricePlans.Outcome updatePlans(Caller caller, UpdatePricePlans command);

  /**
   * Buys a plan for the subject and charges its price at once.
   *
   * @return the subscription, or the refusal, which charges nothing: the subject's own gallery, no
   *     such member or plan, another price than expected, too few credits, an end more than 10
   *     years ahead
   */
  Subscribe.Outcome subscribe(Caller caller, Subscribe command);

  /**
   * Reads the subject's subscriptions, or those to their gallery, active and ended, by the other
   * member.
   */
  GetSubscriptions.Outcome list(Caller caller, GetSubscriptions query);
}
