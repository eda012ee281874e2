package org.pinacotheca.application.api.selling;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.gallery.PricePlanId;

/**
 * What an owner wrote about a plan, not yet checked.
 *
 * @param id of a plan that he offers already and changes or keeps; empty adds one
 */
public record PlanDraft(
    Optional<PricePlanId> id, OptionalInt durationId, Optional<BigDecimal> price) {}
