package org.pinacotheca.application.selling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.access.BoughtTime;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Refund;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.identity.UserId;

/** Refunds a sale and revokes what was bought. */
final class Refunds {
  private Refunds() {}

  static RefundSale.Outcome refund(Transaction tx, RefundSale command) {
    Optional<Transfer> found = tx.ledger().find(command.transaction());
    if (found.isEmpty()) {
      return new RefundSale.TransferNotFound();
    }
    Transfer sale = found.get();
    if (!sale.reason().isSale()
        || !(sale.from() instanceof AccountId.OfMember(UserId buyer))
        || !(sale.to() instanceof AccountId.OfMember(UserId seller))) {
      return new RefundSale.NotASale();
    }
    boolean isAnyoneGone = Purchases.lockBoth(tx, buyer, seller).size() < 2;
    TransferId id = TransferId.ofRefund(command.transaction());
    Optional<Transfer> earlier = tx.ledger().find(id);
    if (earlier.isPresent()) {
      return again(new PostedTransfer(tx.ledger().number(id), earlier.get()), command);
    }
    if (isAnyoneGone) {
      return new RefundSale.SideErased();
    }
    Refund refund =
        new Refund(
            new PostedTransfer(command.transaction(), sale),
            posted(tx, TransferId.ofCommission(sale.id())),
            command.reason(),
            tx.now());
    Credits balance = tx.ledger().balance(sale.to());
    if (balance.compareTo(refund.cost()) < 0) {
      return new RefundSale.CreditsSpent(refund.cost(), balance);
    }
    Purchases.post(tx, refund.transfers());
    endAccess(tx, sale.reason(), buyer, seller);
    record(tx, command.transaction(), sale.amount(), buyer, seller);
    return new RefundSale.Refunded(posted(tx, id).orElseThrow());
  }

  private static RefundSale.Outcome again(PostedTransfer earlier, RefundSale command) {
    return earlier.transfer().reason() instanceof TransferReason.Refunded(var _, var _, var why)
            && why.equals(Optional.of(command.reason()))
        ? new RefundSale.Refunded(earlier)
        : new RefundSale.AlreadyRefunded(earlier.number());
  }

  private static Optional<PostedTransfer> posted(Transaction tx, TransferId id) {
    return tx.ledger()
        .find(id)
        .map(transfer -> new PostedTransfer(tx.ledger().number(id), transfer));
  }

  private static void endAccess(
      Transaction tx, TransferReason bought, UserId buyer, UserId seller) {
    if (bought instanceof TransferReason.AlbumUnlocked(var album)) {
      tx.access().removeUnlock(buyer, album);
      return;
    }
    List<BoughtTime> left =
        tx.ledger().subscribed(buyer, seller).stream().flatMap(Refunds::time).toList();
    Subscription.of(buyer, seller, left)
        .ifPresentOrElse(tx.access()::put, () -> tx.access().removeSubscription(buyer, seller));
  }

  private static Stream<BoughtTime> time(Transfer sale) {
    return sale.reason() instanceof TransferReason.Subscribed(var plan, var duration)
        ? Stream.of(new BoughtTime(plan, duration, sale.at()))
        : Stream.empty();
  }

  private static void record(
      Transaction tx, long number, Credits amount, UserId buyer, UserId seller) {
    String target =
        "transaction %d, %s credits from %d to %d"
            .formatted(number, amount.toDecimal(), seller.value(), buyer.value());
    for (UserId side : List.of(buyer, seller)) {
      tx.audit()
          .append(
              AuditEntry.ofOperator(
                  tx.now(), Optional.of(side), AuditAction.SALE_REFUNDED, target));
    }
  }
}
