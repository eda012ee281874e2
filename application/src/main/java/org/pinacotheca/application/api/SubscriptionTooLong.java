package org.pinacotheca.application.api;

import java.time.Instant;

/**
 * With the plan the subscription would end more than {@link
 * org.pinacotheca.domain.access.Subscription#YEARS_AHEAD_MAX} years from now.
 *
 * @param until the end it has, and keeps
 */
public record SubscriptionTooLong(Instant until) implements Refusal, Subscribe.Outcome {}
