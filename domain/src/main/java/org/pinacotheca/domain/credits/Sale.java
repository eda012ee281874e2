package org.pinacotheca.domain.credits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.UserId;

/**
 * A sale of access: the price goes from the buyer to the owner, and the platform's share of it from
 * the owner to the platform.
 *
 * @param reason what was bought
 * @param actor the member who caused it
 */
public record Sale(
    TransferId id,
    UserId buyer,
    UserId owner,
    Price price,
    TransferReason reason,
    Instant at,
    UserId actor) {

  /** Its transfers, in the order in which they are posted; none where nothing is paid. */
  public List<Transfer> transfers(Commission commission) {
    if (price.amount().hundredths() == 0) {
      return List.of();
    }
    AccountId to = new AccountId.OfMember(owner);
    Transfer payment =
        new Transfer(
            id, new AccountId.OfMember(buyer), to, price.amount(), reason, at, Optional.of(actor));
    Credits share = commission.of(price);
    if (share.hundredths() == 0) {
      return List.of(payment);
    }
    Transfer kept =
        new Transfer(
            TransferId.ofCommission(id),
            to,
            AccountId.OfPlatform.receivingFrom(owner),
            share,
            new TransferReason.Commission(),
            at,
            Optional.of(actor));
    return List.of(payment, kept);
  }
}
