package org.pinacotheca.testkit.scenario;

import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;

/** A picture with its owner, because some APIs name both. */
public record PictureAt(UserId owner, PictureId id) {}
