package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

/** Stores what owners offer and what viewers have bought. */
public interface AccessStore {
  /** A new id, which no plan has or had. */
  PricePlanId nextPlanId();

  /** The plans the owner offers, by duration, then id. */
  List<PricePlan> plans(UserId owner);

  /**
   * Replaces what the owner offers. A plan that is no longer on offer stays known to the
   * subscriptions bought with it.
   */
  void replacePlans(UserId owner, List<PricePlan> plans);

  /** The viewer's subscription to the owner's gallery, active or ended. */
  Optional<Subscription> subscription(UserId viewer, UserId owner);

  /** The subscriptions of a viewer, active or ended, by owner. */
  Page<Subscription> subscriptionsOf(UserId viewer, PageRequest page);

  /** The subscriptions to an owner's gallery, active or ended, by viewer. */
  Page<Subscription> subscribersOf(UserId owner, PageRequest page);

  /** Adds the subscription, or replaces the one of the same viewer and owner. */
  void put(Subscription subscription);

  /** Removes the subscription; there is one. */
  void removeSubscription(UserId viewer, UserId owner);

  /** The viewer's unlock of the album. */
  Optional<Unlock> unlock(UserId viewer, AlbumId album);

  /** The albums of the owner that the viewer has unlocked. */
  Set<AlbumId> unlocked(UserId viewer, UserId owner);

  /** Adds an unlock; there is none of the same viewer and album. */
  void add(Unlock unlock);

  /** Removes an unlock; there is one of the viewer and album. */
  void removeUnlock(UserId viewer, AlbumId album);

  /** Counts a wrong PIN. */
  void addWrongPin(UserId viewer, AlbumId album, WrongPinAttempt attempt);

  /** Up to {@code limit} wrong PINs of the viewer for the album before the end, newest first. */
  List<WrongPinAttempt> wrongPins(UserId viewer, AlbumId album, Instant end, int limit);

  /**
   * When the {@code nth} latest wrong PIN for the album before the end was given by anyone, 1 being
   * the latest.
   */
  Optional<Instant> wrongPin(AlbumId album, Instant end, int nth);

  /** Forgets the viewer's wrong PINs for the album that were given before the instant. */
  void removeWrongPins(UserId viewer, AlbumId album, Instant before);
}
