package org.pinacotheca.domain.album;

import org.pinacotheca.domain.credits.Price;

/**
 * What an owner chose to lock an album with, before the PIN is hashed. PIN and price come together
 * or not at all.
 */
public record PinTerms(Pin pin, Price price) {}
