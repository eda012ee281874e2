package org.pinacotheca.testkit.scenario;

import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/** An album with its owner, because some doors name both. */
public record AlbumAt(UserId owner, AlbumId id) {}
