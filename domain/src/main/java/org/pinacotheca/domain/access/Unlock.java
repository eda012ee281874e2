package org.pinacotheca.domain.access;

import java.time.Instant;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/**
 * A viewer's permanent right to look at an album, bought once. It outlives every change of the
 * album's PIN and price.
 *
 * @param free whether the PIN had no price when it was bought, so that no transfer paid for it
 */
public record Unlock(UserId viewer, UserId owner, AlbumId album, Instant since, boolean free) {}
