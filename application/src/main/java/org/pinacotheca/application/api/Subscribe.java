package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.member.UserId;

/**
 * Buys a plan for the subject: a subscription to the owner's gallery, or more time for the one he
 * has.
 *
 * @param owner empty when the caller named none, which is a fault
 * @param plan empty when the caller named none, which is a fault
 */
public record Subscribe(Optional<UserId> owner, Optional<PricePlanId> plan) {
  /** What came of it. */
  public sealed interface Outcome
      permits Subscribe.Subscribed,
          Denied,
          MemberNotFound,
          PlanNotFound,
          InvalidFields,
          SubscriptionTooLong,
          NotEnoughCredits {}

  /** The subscription as it is now. */
  public record Subscribed(Subscription subscription, Credits charged, Credits balance)
      implements Outcome {}
}
