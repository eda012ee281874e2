package org.pinacotheca.domain.credits;

import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.validation.Text;

/** Why credits moved. */
public sealed interface TransferReason {
  /** The operator granted them. */
  record Granted() implements TransferReason {}

  /** An album was unlocked. */
  record AlbumUnlocked(AlbumId album) implements TransferReason {}

  /** A subscription was bought or extended. */
  record Subscribed(PricePlanId plan, PlanDuration duration) implements TransferReason {}

  /** The platform's share of a sale. */
  record Commission() implements TransferReason {}

  /**
   * An earlier transfer was refunded.
   *
   * @param number of that transfer in the ledger
   * @param album that had been unlocked with it
   * @param why the operator's reason, 1 to {@value #WHY_LENGTH_MAX} characters on one line; empty
   *     for a commission, and after a member concerned was erased
   */
  record Refunded(long number, Optional<AlbumId> album, Optional<String> why)
      implements TransferReason {
    /** The most characters of the operator's reason. */
    public static final int WHY_LENGTH_MAX = 200;

    public Refunded {
      if (why.isPresent() && !isReason(why.get())) {
        throw new IllegalArgumentException(
            "a refund's reason is 1-" + WHY_LENGTH_MAX + " characters on one line");
      }
    }

    /** Whether the text is a valid reason of the operator. */
    public static boolean isReason(String text) {
      return !text.isBlank() && Text.length(text) <= WHY_LENGTH_MAX && Text.isOneLine(text);
    }
  }

  /** Whether a member paid another for access, which can be refunded. */
  default boolean isSale() {
    return this instanceof AlbumUnlocked || this instanceof Subscribed;
  }

  /** The credits of an erased member went to the platform. */
  record Erased() implements TransferReason {}
}
