package org.pinacotheca.domain.album;

import org.pinacotheca.domain.credits.Price;

/**
 * The lock of an album: viewers who know the PIN and pay the price once, which may be 0, may see
 * its pictures.
 */
public record PinLock(PinHash pin, Price price) {}
