package org.pinacotheca.application.api;

import java.time.Duration;

/**
 * Too many wrong PINs were given for this album, by this viewer, or by all together while this
 * viewer may be guessing too; none of theirs is tried until the time has passed.
 */
public record TooManyWrongPins(Duration retryAfter) implements Refusal, UnlockAlbum.Outcome {}
