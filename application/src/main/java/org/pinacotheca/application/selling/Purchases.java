package org.pinacotheca.application.selling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.OwnSale;
import org.pinacotheca.application.api.selling.PriceChanged;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Sale;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** Who may buy, and how a price is paid. */
public final class Purchases {
  private Purchases() {}

  /**
   * Locks both sides of a sale; denied when the buyer was erased or suspended meanwhile. The owner
   * may have been too.
   */
  static Optional<Denied> lockBoth(Transaction tx, Caller buyer, UserId owner) {
    return lockBoth(tx, buyer.subject(), owner).contains(buyer.subject())
        ? Authorization.heldSubject(tx, buyer)
        : Optional.of(new Denied(new Denial.MemberGone()));
  }

  /**
   * Locks both sides of a sale in the order of their ids, so that two sales never deadlock.
   *
   * @return those of them who exist
   */
  static Set<UserId> lockBoth(Transaction tx, UserId buyer, UserId owner) {
    return Stream.of(buyer, owner)
        .sorted()
        .distinct()
        .filter(tx.members()::lockGallery)
        .collect(Collectors.toSet());
  }

  /** Why a sale is not made although its caller may spend; empty when it is. */
  static Optional<SaleRefusal> refusal(
      Caller buyer, UserId owner, Credits price, Optional<Credits> seen) {
    if (price.hundredths() > 0 && buyer.actor().equals(owner)) {
      return Optional.of(new OwnSale());
    }
    return seen.filter(saw -> !saw.equals(price)).isPresent()
        ? Optional.of(new PriceChanged(price))
        : Optional.empty();
  }

  /** The buyer's balance, where the caller may see it. */
  static Optional<Credits> balance(Transaction tx, Caller buyer) {
    return buyer.scopes().contains(Scope.ACCOUNT_CREDITS_HISTORY)
        ? Optional.of(tx.ledger().balance(new AccountId.OfMember(buyer.subject())))
        : Optional.empty();
  }

  static NotEnoughCredits notEnough(Transaction tx, Caller buyer, Credits price) {
    return new NotEnoughCredits(price, balance(tx, buyer));
  }

  /**
   * Pays a price; a price of 0 makes no transfer.
   *
   * @return false when the buyer holds too little; nothing is paid then
   */
  static boolean pay(Transaction tx, Sale sale, Commission commission) {
    List<Transfer> transfers = sale.transfers(commission);
    if (!transfers.isEmpty() && !tx.ledger().post(transfers.getFirst())) {
      return false;
    }
    post(tx, transfers.stream().skip(1).toList());
    return true;
  }

  /** Posts transfers whose payers are known to hold enough. */
  static void post(Transaction tx, List<Transfer> transfers) {
    for (Transfer transfer : transfers) {
      if (!tx.ledger().post(transfer)) {
        throw new IllegalStateException("a held account has too little for " + transfer.id());
      }
    }
  }

  /** The viewer's purchase of the album that was not refunded, or else their next one. */
  public static TransferId unlockId(Transaction tx, AlbumId album, UserId viewer) {
    int time = 1;
    while (isRefunded(tx, TransferId.ofUnlock(album, viewer, time))) {
      time++;
    }
    return TransferId.ofUnlock(album, viewer, time);
  }

  private static boolean isRefunded(Transaction tx, TransferId sale) {
    return tx.ledger().find(sale).isPresent() && isRefunded(tx, tx.ledger().number(sale));
  }

  public static boolean isRefunded(Transaction tx, long number) {
    return tx.ledger().find(TransferId.ofRefund(number)).isPresent();
  }
}
