package org.pinacotheca.domain.credits;

import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PricePlanId;

/** Why credits moved. */
public sealed interface TransferReason {
  /** The operator granted them. */
  record Granted() implements TransferReason {}

  /** An album was unlocked. */
  record AlbumUnlocked(AlbumId album) implements TransferReason {}

  /** A subscription was bought or extended. */
  record Subscribed(PricePlanId plan) implements TransferReason {}

  /** The platform's share of a sale. */
  record Commission() implements TransferReason {}

  /** What a member still held fell to the platform when he was erased. */
  record Erased() implements TransferReason {}
}
