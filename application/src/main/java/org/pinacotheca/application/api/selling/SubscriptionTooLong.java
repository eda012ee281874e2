package org.pinacotheca.application.api.selling;

import java.time.Instant;
import org.pinacotheca.application.api.CommandRefusal;

/**
 * With the plan the subscription would end more than {@link
 * org.pinacotheca.domain.access.Subscription#YEARS_AHEAD_MAX} years from now.
 *
 * @param until its present end, which stays
 */
public record SubscriptionTooLong(Instant until) implements CommandRefusal, Subscribe.Outcome {}
