package org.pinacotheca.application.api.selling;

import java.util.Optional;
import org.pinacotheca.domain.credits.Credits;

/**
 * The buyer holds less than the price.
 *
 * @param balance of the buyer; empty for a caller without {@link
 *     org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_HISTORY}
 */
public record NotEnoughCredits(Credits price, Optional<Credits> balance) implements SaleRefusal {}
