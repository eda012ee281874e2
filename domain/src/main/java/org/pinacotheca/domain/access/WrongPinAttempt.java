package org.pinacotheca.domain.access;

import java.time.Instant;

/**
 * A wrong PIN that a viewer gave for an album.
 *
 * @param locks how often in a row the viewer has been locked out of the album, including a lock
 *     that this attempt began
 */
public record WrongPinAttempt(Instant at, int locks) {}
