package org.pinacotheca.domain.credits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The refund of a whole sale.
 *
 * @param payment of the price
 * @param commission the platform's share of it
 * @param why the operator's reason
 */
public record Refund(
    PostedTransfer payment, Optional<PostedTransfer> commission, String why, Instant at) {
  public Refund {
    if (!payment.transfer().reason().isSale()) {
      throw new IllegalArgumentException("only a sale is refunded, not " + payment);
    }
    TransferId share = TransferId.ofCommission(payment.transfer().id());
    if (commission.isPresent() && !commission.get().transfer().id().equals(share)) {
      throw new IllegalArgumentException("the commission is not of " + payment);
    }
  }

  /** What the owner must hold to pay the price back, besides the returned commission. */
  public Credits cost() {
    long kept = commission.map(share -> share.transfer().amount().hundredths()).orElse(0L);
    return new Credits(payment.transfer().amount().hundredths() - kept);
  }

  /**
   * Its transfers, in the order in which they are posted; only that of the price has the reason.
   */
  public List<Transfer> transfers() {
    return Stream.concat(
            commission.stream().map(share -> share.reversed(Optional.empty(), at)),
            Stream.of(payment.reversed(Optional.of(why), at)))
        .toList();
  }
}
