package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.TransferReason;

/**
 * Refunds a sale for the operator: the price goes back to the buyer and the commission to the
 * seller, and what was bought ends. Repeating it changes nothing.
 *
 * @param transaction the number of the sale in the ledger
 * @param reason shown to both sides; 1 to 200 characters on one line
 */
public record RefundSale(long transaction, String reason) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public RefundSale {
    if (!TransferReason.Refunded.isReason(reason)) {
      throw new IllegalArgumentException("a refund's reason is 1-200 characters on one line");
    }
  }

  /** The refund, or why there was none. */
  public sealed interface Outcome
      permits Refunded, TransferNotFound, NotASale, AlreadyRefunded, SideErased, CreditsSpent {}

  /** The price went back, now or earlier, with this transfer from the seller to the buyer. */
  public record Refunded(PostedTransfer refund) implements Outcome {}

  /** The ledger has no such transfer. */
  public record TransferNotFound() implements Outcome, Refusal {}

  /** The transfer is not the price of a sale. */
  public record NotASale() implements Outcome, Refusal {}

  /**
   * The sale was refunded for another reason.
   *
   * @param refund the number of that transfer
   */
  public record AlreadyRefunded(long refund) implements Outcome, Refusal {}

  /** The buyer or the seller was erased with all their credits. */
  public record SideErased() implements Outcome, Refusal {}

  /** The seller holds less than they have to pay back. */
  public record CreditsSpent(Credits cost, Credits balance) implements Outcome, Refusal {}
}
