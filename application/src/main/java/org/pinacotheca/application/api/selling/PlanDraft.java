package org.pinacotheca.application.api.selling;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.gallery.PricePlanId;

/**
 * An owner's plan, not yet checked.
 *
 * @param id of an offered plan to change or keep; empty adds one
 */
public record PlanDraft(
    Optional<PricePlanId> id, OptionalInt durationId, Optional<BigDecimal> price) {}
