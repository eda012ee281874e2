package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.Refusal;

/** The owner offers no such plan. */
public record PlanNotFound() implements Refusal, UpdatePricePlans.Outcome, Subscribe.Outcome {}
