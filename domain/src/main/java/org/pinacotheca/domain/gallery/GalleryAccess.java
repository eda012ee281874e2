package org.pinacotheca.domain.gallery;

import java.time.Instant;
import org.pinacotheca.domain.member.UserId;

/**
 * How a viewer stands to a gallery or one of its albums. This is the one place where it is decided
 * who is given addresses of pictures.
 */
public sealed interface GalleryAccess {

  /** The gallery is the viewer's own. */
  record Owner() implements GalleryAccess {}

  /** The viewer is subscribed to the gallery until the given instant. */
  record Subscribed(Instant until) implements GalleryAccess {}

  /** The viewer has unlocked the album, for good. */
  record Unlocked() implements GalleryAccess {}

  /** The viewer sees names and numbers, but no picture. */
  record None() implements GalleryAccess {}

  /** The access of a viewer to a gallery who has bought nothing. */
  static GalleryAccess of(UserId viewer, UserId owner) {
    return viewer.equals(owner) ? new Owner() : new None();
  }

  /** Whether the viewer is given addresses of pictures at this instant. */
  default boolean showsPicturesAt(Instant now) {
    return switch (this) {
      case Owner() -> true;
      case Unlocked() -> true;
      case Subscribed(Instant until) -> now.isBefore(until);
      case None() -> false;
    };
  }
}
