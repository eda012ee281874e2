package org.pinacotheca.application.api;

/** The owner offers no such plan. */
public record PlanNotFound() implements Refusal, UpdatePricePlans.Outcome, Subscribe.Outcome {}
