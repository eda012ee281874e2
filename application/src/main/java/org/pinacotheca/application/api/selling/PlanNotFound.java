package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommandRefusal;

/** The owner offers no such plan. */
public record PlanNotFound()
    implements CommandRefusal, UpdatePricePlans.Outcome, Subscribe.Outcome {}
