package org.pinacotheca.domain.album;

import org.pinacotheca.domain.credits.Price;

/**
 * The lock of an album: whoever knows the PIN and pays the price once, which may be nothing, may
 * look at its pictures.
 */
public record PinLock(PinHash pin, Price price) {}
