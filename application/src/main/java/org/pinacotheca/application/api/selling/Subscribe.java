package org.pinacotheca.application.api.selling;

import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.operations.ScopedOutcome;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/**
 * Buys a plan for the subject: a subscription to the owner's gallery, or more time for the existing
 * one. Needs {@link org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_SPEND}.
 *
 * @param expectedPrice what the buyer saw; empty accepts any price
 */
public record Subscribe(UserId owner, PricePlanId plan, Optional<Credits> expectedPrice) {
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
      implements Outcome, ScopedOutcome {
    @Override
    public Set<Scope> scopes() {
      return ScopedOutcome.ofSale(true, balance.isPresent());
    }
  }
}
