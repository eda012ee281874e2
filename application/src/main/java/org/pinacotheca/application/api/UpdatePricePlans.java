package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.domain.access.PricePlan;

/**
 * Replaces the plans that the subject offers. Needs {@link
 * org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param plans at most 20
 */
public record UpdatePricePlans(List<PlanDraft> plans) {
  public UpdatePricePlans {
    plans = List.copyOf(plans);
  }

  /** What came of it. */
  public sealed interface Outcome
      permits UpdatePricePlans.Updated, Denied, PlanNotFound, InvalidFields {}

  /** The plans now on offer, by duration, then id. */
  public record Updated(List<PricePlan> plans) implements Outcome {
    public Updated {
      plans = List.copyOf(plans);
    }
  }
}
