package org.pinacotheca.application.api;

import org.pinacotheca.domain.credits.Credits;

/** The buyer holds less than the price. */
public record NotEnoughCredits(Credits price, Credits balance)
    implements Refusal, UnlockAlbum.Outcome, Subscribe.Outcome {}
