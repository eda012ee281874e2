package org.pinacotheca.domain.access;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/**
 * An owner's plan, not yet checked.
 *
 * @param id of an offered plan to change or keep; empty adds one
 */
public record PlanDraft(
    Optional<PricePlanId> id, OptionalInt durationId, Optional<BigDecimal> price) {

  Checked<PlanDuration> checkDuration() {
    return Checked.of(
        durationId.isPresent() ? PlanDuration.ofId(durationId.getAsInt()) : Optional.empty(),
        Field.DURATION,
        need(durationId.isPresent()) + "a whole number from 1 to 6.");
  }

  Checked<Price> checkPrice() {
    return Checked.of(
        price.flatMap(Price::of).filter(asked -> !asked.isFree()),
        Field.PRICE,
        need(price.isPresent()) + "more than 0 and at most 100000, with at most 2 decimals.");
  }

  private static String need(boolean isGiven) {
    return isGiven ? "must be " : "is required: ";
  }
}
