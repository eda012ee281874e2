package org.pinacotheca.domain.access;

import java.time.Instant;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;

/** One purchase of time in an owner's gallery. */
public record BoughtTime(PricePlanId plan, PlanDuration duration, Instant at) {}
