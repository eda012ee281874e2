package org.pinacotheca.domain.credits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sale that is taken back as a whole.
 *
 * @param payment of the price
 * @param commission that the platform kept of it
 * @param why the operator's words
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

  /** What the owner must hold to pay the price back, besides the commission they get back. */
  public Credits cost() {
    long kept = commission.map(share -> share.transfer().amount().hundredths()).orElse(0L);
    return new Credits(payment.transfer().amount().hundredths() - kept);
  }

  /** Its transfers, in the order in which they are posted; the words are of the price alone. */
  public List<Transfer> transfers() {
    return Stream.concat(
            commission.stream().map(share -> share.reversed(Optional.empty(), at)),
            Stream.of(payment.reversed(Optional.of(why), at)))
        .toList();
  }
}
