package org.pinacotheca.application.api.selling;

import java.time.Duration;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.sharing.VisitShareLink;

/**
 * Too many wrong PINs were given for this album or share link, by this viewer, or by all together
 * while this viewer may be guessing too; no PIN of theirs is tried before {@code retryAfter} has
 * passed.
 */
public record TooManyWrongPins(Duration retryAfter)
    implements CommandRefusal, UnlockAlbum.Outcome, VisitShareLink.Outcome {}
