package org.pinacotheca.application.operations;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.operations.Finding.About;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection.Part;
import org.pinacotheca.application.selling.Purchases;
import org.pinacotheca.application.spi.InspectionStore.BoughtSubscription;
import org.pinacotheca.application.spi.InspectionStore.LedgerRow;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Checks that everything bought was paid, and everything paid was delivered. Both are committed
 * together, and only an erasure or a refund, which leaves a record, removes either, so that neither
 * is ever seen without the other. Used by one thread.
 */
final class PurchaseInspection {
  private final UnitOfWork work;
  private final FindingCollector findings;

  PurchaseInspection(UnitOfWork work, FindingCollector findings) {
    this.work = work;
    this.findings = findings;
  }

  void inspect() {
    Batches.<Unlock>each(
        work, (tx, last, limit) -> tx.inspection().unlocks(last, limit), this::inspectUnlocks);
    Batches.<BoughtSubscription>each(
        work,
        (tx, last, limit) ->
            tx.inspection().subscriptions(last.map(BoughtSubscription::subscription), limit),
        page -> {
          page.forEach(this::inspect);
          findings.looked(Part.PURCHASES, page.size());
        });
  }

  /** Checks that each transfer delivered what it was posted for. */
  void inspectTransfers(List<LedgerRow> page) {
    List<LedgerRow> futile =
        work.read(tx -> page.stream().filter(posted -> !isFounded(tx, posted)).toList());
    for (LedgerRow posted : futile) {
      Transfer transfer = posted.transfer();
      About number = new About("transfer", posted.number());
      switch (transfer.reason()) {
        case TransferReason.Granted() -> {}
        case TransferReason.AlbumUnlocked(AlbumId album) ->
            findings.add(
                FindingKind.PURCHASE_UNDELIVERED,
                "it paid for album " + album.value() + ", which its payer has not unlocked",
                number);
        case TransferReason.Subscribed(PricePlanId plan, var _) ->
            findings.add(
                FindingKind.PURCHASE_UNDELIVERED,
                "it paid for price plan " + plan.value() + ", but its payer has no subscription",
                number);
        case TransferReason.Erased() ->
            findings.add(
                FindingKind.ERASURE_UNFOUNDED,
                "it says that a member was erased, which they were not",
                number);
        case TransferReason.Refunded(long refunded, var _, var _) ->
            findings.add(
                FindingKind.REFUND_UNFOUNDED,
                "it takes back transfer " + refunded + ", which is missing or another",
                number);
        case TransferReason.Commission() ->
            findings.add(
                FindingKind.COMMISSION_UNFOUNDED,
                "it is the commission of a sale that is missing, another's, or smaller",
                number);
      }
    }
  }

  private static boolean isFounded(Transaction tx, LedgerRow posted) {
    Transfer transfer = posted.transfer();
    return switch (transfer.reason()) {
      case TransferReason.Granted() -> transfer.from() instanceof AccountId.Grants;
      case TransferReason.AlbumUnlocked(AlbumId album) ->
          transfer.from() instanceof AccountId.OfMember(UserId payer)
              && (tx.access().unlock(payer, album).isPresent() || isTakenBack(tx, posted));
      case TransferReason.Subscribed(PricePlanId _, var _) ->
          transfer.from() instanceof AccountId.OfMember(UserId payer)
              && transfer.to() instanceof AccountId.OfMember(UserId receiver)
              && (tx.access().subscription(payer, receiver).isPresent() || isTakenBack(tx, posted));
      case TransferReason.Refunded(long refunded, var _, var _) ->
          tx.ledger()
              .find(refunded)
              .filter(sale -> sale.from().equals(transfer.to()))
              .filter(sale -> sale.to().equals(transfer.from()))
              .filter(sale -> sale.amount().equals(transfer.amount()))
              .isPresent();
      case TransferReason.Erased() ->
          transfer.to() instanceof AccountId.OfPlatform && isErased(tx, transfer.from());
      case TransferReason.Commission() ->
          transfer
              .id()
              .sale()
              .flatMap(tx.ledger()::find)
              .filter(sale -> sale.to().equals(transfer.from()))
              .filter(sale -> sale.amount().compareTo(transfer.amount()) >= 0)
              .isPresent();
    };
  }

  /**
   * Whether what was bought was erased with its buyer or owner, or refunded. Checked after looking
   * for it: an erasure or a refund may come in between.
   */
  private static boolean isTakenBack(Transaction tx, LedgerRow sale) {
    return Purchases.isRefunded(tx, sale.number())
        || isErased(tx, sale.transfer().from())
        || isErased(tx, sale.transfer().to());
  }

  private static boolean isErased(Transaction tx, AccountId account) {
    return account instanceof AccountId.OfMember(UserId member) && tx.erasures().isErased(member);
  }

  private void inspectUnlocks(List<Unlock> page) {
    List<Unlock> unpaid =
        work.read(tx -> page.stream().filter(unlock -> !isPaid(tx, unlock)).toList());
    for (Unlock unlock : unpaid) {
      findings.add(
          FindingKind.UNLOCK_UNPAID,
          "no transfer from the viewer to the owner paid for it",
          new About("owner", unlock.owner().value()),
          new About("album", unlock.album().value()),
          new About("viewer", unlock.viewer().value()));
    }
    findings.looked(Part.PURCHASES, page.size());
  }

  private static boolean isPaid(Transaction tx, Unlock unlock) {
    if (unlock.free()) {
      return true;
    }
    Optional<Transfer> paid =
        tx.ledger().find(Purchases.unlockId(tx, unlock.album(), unlock.viewer()));
    return paid.filter(
            transfer -> transfer.reason().equals(new TransferReason.AlbumUnlocked(unlock.album())))
        .filter(transfer -> transfer.from().equals(new AccountId.OfMember(unlock.viewer())))
        .filter(transfer -> transfer.to().equals(new AccountId.OfMember(unlock.owner())))
        .isPresent();
  }

  private void inspect(BoughtSubscription bought) {
    if (!bought.paid()) {
      Subscription subscription = bought.subscription();
      findings.add(
          FindingKind.SUBSCRIPTION_UNPAID,
          "no transfer from the viewer to the owner paid for it",
          new About("owner", subscription.owner().value()),
          new About("viewer", subscription.viewer().value()));
    }
  }
}
