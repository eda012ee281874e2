package org.pinacotheca.application.api.selling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Replaces the plans that the subject offers. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param plans at most 20
 */
public record UpdatePricePlans(List<PlanDraft> plans) implements Request {
  public UpdatePricePlans {
    plans = List.copyOf(plans);
  }

  @Override
  public List<FieldFault> faults() {
    List<FieldFault> faults = new ArrayList<>();
    if (plans.size() > PricePlan.PLANS_PER_OWNER_MAX) {
      String message =
          "must be at most " + PricePlan.PLANS_PER_OWNER_MAX + " plans, not " + plans.size() + ".";
      faults.add(FieldFault.of(Field.PLANS, message));
    }
    Set<PricePlanId> named = new HashSet<>();
    for (int index = 0; index < plans.size(); index++) {
      PlanDraft draft = plans.get(index);
      if (draft.id().isPresent() && !named.add(draft.id().get())) {
        faults.add(FieldFault.of(Field.PLAN, "is named twice in the list.").at(index));
      }
      if (draft.durationId().isEmpty()
          || PlanDuration.ofId(draft.durationId().getAsInt()).isEmpty()) {
        String message = need(draft.durationId().isPresent()) + "a whole number from 1 to 6.";
        faults.add(FieldFault.of(Field.DURATION, message).at(index));
      }
      if (draft.price().flatMap(Price::of).filter(price -> !price.isFree()).isEmpty()) {
        String message =
            need(draft.price().isPresent())
                + "more than 0 and at most 100000, with at most 2 decimals.";
        faults.add(FieldFault.of(Field.PRICE, message).at(index));
      }
    }
    return faults;
  }

  private static String need(boolean isGiven) {
    return isGiven ? "must be " : "is required: ";
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits UpdatePricePlans.Updated, CommonRefusal, PlanNotFound {}

  /** The plans now on offer, by duration, then id. */
  public record Updated(List<PricePlan> plans) implements Outcome {
    public Updated {
      plans = List.copyOf(plans);
    }
  }
}
