package org.pinacotheca.testkit.scenario;

import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/** An album with its owner, because some APIs name both. */
public record AlbumAt(UserId owner, AlbumId id) {}
