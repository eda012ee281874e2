package org.pinacotheca.application.api.selling;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.operations.ScopedAnswer;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Buys a plan for the subject: a subscription to the owner's gallery, or more time for the existing
 * one. Needs {@link org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_SPEND}.
 *
 * @param owner empty when the caller named none, which is a fault
 * @param plan empty when the caller named none, which is a fault
 * @param price what the buyer saw; empty accepts any price
 */
public record Subscribe(
    Optional<UserId> owner, Optional<PricePlanId> plan, Optional<BigDecimal> price)
    implements Request {
  /** Buys a plan at any price. */
  public Subscribe(Optional<UserId> owner, Optional<PricePlanId> plan) {
    this(owner, plan, Optional.empty());
  }

  @Override
  public List<FieldFault> faults() {
    return Form.all(
        List.of(
            Form.required(owner, Field.USER, "the owner of the gallery."),
            Form.required(plan, Field.PLAN, "one of the owner's price plans."),
            Form.price(price)));
  }

  /** The possible outcomes. */
  public sealed interface Outcome
      permits Subscribe.Subscribed,
          CommonRefusal,
          MemberNotFound,
          PlanNotFound,
          SubscriptionTooLong,
          SaleRefusal {}

  /**
   * The subscription as it is now; {@code balance} is empty for a caller without {@link
   * org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_HISTORY}.
   */
  public record Subscribed(Subscription subscription, Credits charged, Optional<Credits> balance)
      implements Outcome, ScopedAnswer {
    @Override
    public Set<Scope> scopes() {
      return ScopedAnswer.ofSale(true, balance.isPresent());
    }
  }
}
