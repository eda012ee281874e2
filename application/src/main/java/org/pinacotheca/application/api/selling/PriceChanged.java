package org.pinacotheca.application.api.selling;

import org.pinacotheca.domain.credits.Credits;

/**
 * The price is not the one that the buyer saw.
 *
 * @param price as it is now
 */
public record PriceChanged(Credits price) implements SaleRefusal {}
