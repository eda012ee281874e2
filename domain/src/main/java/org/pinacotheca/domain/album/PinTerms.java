package org.pinacotheca.domain.album;

import org.pinacotheca.domain.credits.Price;

/**
 * The PIN and price that an owner chose for an album, before the PIN is hashed. There is never one
 * without the other.
 */
public record PinTerms(Pin pin, Price price) {}
