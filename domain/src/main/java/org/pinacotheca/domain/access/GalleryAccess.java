package org.pinacotheca.domain.access;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.identity.UserId;

/**
 * A viewer's access to a gallery or one of its albums. It alone decides who is given addresses of
 * pictures.
 */
public sealed interface GalleryAccess {

  /** The gallery is the viewer's own. */
  record Owner() implements GalleryAccess {}

  /** The viewer is subscribed to the gallery until the given instant. */
  record Subscribed(Instant until) implements GalleryAccess {}

  /** The viewer has unlocked the album permanently. */
  record Unlocked() implements GalleryAccess {}

  /** The viewer sees names and numbers, but no picture. */
  record None() implements GalleryAccess {}

  /**
   * The widest access that a viewer has: an unlocked album outlives a subscription.
   *
   * @param subscription the viewer's to the gallery, active or ended
   * @param unlocked whether they have unlocked the album that is viewed
   */
  static GalleryAccess of(
      UserId viewer,
      UserId owner,
      Optional<Subscription> subscription,
      boolean unlocked,
      Instant now) {
    if (viewer.equals(owner)) {
      return new Owner();
    }
    if (unlocked) {
      return new Unlocked();
    }
    return subscription
        .filter(bought -> bought.isOnAt(now))
        .<GalleryAccess>map(bought -> new Subscribed(bought.until()))
        .orElseGet(None::new);
  }

  /** Whether the viewer is given addresses of pictures. */
  default boolean showsPictures() {
    return !(this instanceof None);
  }

  /**
   * The latest instant at which addresses issued now may expire; empty where access does not end.
   */
  default Optional<Instant> end() {
    return this instanceof Subscribed(Instant until) ? Optional.of(until) : Optional.empty();
  }
}
