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

  UpdatePricePlans.Outcome updatePlans(Caller caller, UpdatePricePlans command);

  Subscribe.Outcome subscribe(Caller caller, Subscribe command);

  GetSubscriptions.Outcome list(Caller caller, GetSubscriptions query);
}
