package org.pinacotheca.application.api.selling;

import java.util.List;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;

/**
 * Replaces the plans that the subject offers. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 */
public record UpdatePricePlans(PriceList plans) {
  /** The possible outcomes. */
  public sealed interface Outcome permits UpdatePricePlans.Updated, CommonRefusal, PlanNotFound {}

  /** The plans now on offer, by duration, then id. */
  public record Updated(List<PricePlan> plans) implements Outcome {
    public Updated {
      plans = List.copyOf(plans);
    }
  }
}
