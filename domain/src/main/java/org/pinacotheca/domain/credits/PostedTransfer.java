package org.pinacotheca.domain.credits;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;

/**
 * A transfer in the ledger.
 *
 * @param number its number in the ledger, from 1
 */
public record PostedTransfer(long number, Transfer transfer) {

  /**
   * The operator's transfer that reverses this one.
   *
   * @param why the operator's reason
   */
  public Transfer reversed(Optional<String> why, Instant at) {
    Optional<AlbumId> album =
        transfer.reason() instanceof TransferReason.AlbumUnlocked(AlbumId unlocked)
            ? Optional.of(unlocked)
            : Optional.empty();
    return new Transfer(
        TransferId.ofRefund(number),
        transfer.to(),
        transfer.from(),
        transfer.amount(),
        new TransferReason.Refunded(number, album, why),
        at,
        Optional.empty());
  }
}
