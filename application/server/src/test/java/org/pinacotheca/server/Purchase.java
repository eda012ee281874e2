package org.pinacotheca.server;

import org.pinacotheca.server.Marketplace.Offer;
import org.pinacotheca.server.Marketplace.Trader;

/**
 * A purchase or an attempted one.
 *
 * @param description the description of the payment in the buyer's history
 */
record Purchase(Trader buyer, Offer offer, String description) {
  static Purchase ofAlbum(Trader buyer, Offer album) {
    return new Purchase(buyer, album, "Album " + album.id() + " unlocked");
  }

  static Purchase ofPlan(Trader buyer, Offer plan) {
    return new Purchase(buyer, plan, "Subscription, plan " + plan.id());
  }
}
