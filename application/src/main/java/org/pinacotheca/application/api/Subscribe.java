package org.pinacotheca.application.api;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.input.Field;
import org.pinacotheca.domain.input.FieldFault;
import org.pinacotheca.domain.member.UserId;

/**
 * Buys a plan for the subject: a subscription to the owner's gallery, or more time for the one he
 * has.
 *
 * @param owner empty when the caller named none, which is a fault
 * @param plan empty when the caller named none, which is a fault
 */
public record Subscribe(Optional<UserId> owner, Optional<PricePlanId> plan) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.all(
        List.of(
            Form.required(owner, Field.USER, "the owner of the gallery."),
            Form.required(plan, Field.PLAN, "one of the owner's price plans.")));
  }

  /** What came of it. */
  public sealed interface Outcome
      permits Subscribe.Subscribed,
          CommonRefusal,
          MemberNotFound,
          PlanNotFound,
          SubscriptionTooLong,
          NotEnoughCredits {}

  /** The subscription as it is now. */
  public record Subscribed(Subscription subscription, Credits charged, Credits balance)
      implements Outcome {}
}
