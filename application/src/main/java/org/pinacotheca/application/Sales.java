package org.pinacotheca.application;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.application.api.NotEnoughCredits;
import org.pinacotheca.application.api.OwnSale;
import org.pinacotheca.application.api.PriceChanged;
import org.pinacotheca.application.api.SaleRefusal;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.member.UserId;

/**
 * How a price is paid: from the buyer to the owner, and the commission from the owner to the
 * platform.
 */
final class Sales {
  private static final String COMMISSION_SUFFIX = "/commission";

  private Sales() {}

  /** The sale whose commission is called so; empty when it is no commission's name. */
  static Optional<TransferId> saleOf(TransferId commission) {
    String name = commission.value();
    return name.endsWith(COMMISSION_SUFFIX) && name.length() > COMMISSION_SUFFIX.length()
        ? Optional.of(new TransferId(name.substring(0, name.length() - COMMISSION_SUFFIX.length())))
        : Optional.empty();
  }

  /**
   * Holds both sides of a sale in the order of their ids, so that two sales never wait for each
   * other.
   *
   * @return those of them who exist
   */
  static Set<UserId> holdBoth(Transaction tx, UserId buyer, UserId owner) {
    return Stream.of(buyer, owner)
        .sorted()
        .distinct()
        .filter(tx.members()::hold)
        .collect(Collectors.toSet());
  }

  /** Why a sale is not made although its caller may spend; empty when it is. */
  static Optional<SaleRefusal> refusal(
      Caller buyer, UserId owner, Credits price, Optional<BigDecimal> seen) {
    if (buyer.actor().equals(owner)) {
      return Optional.of(new OwnSale());
    }
    return seen.flatMap(Credits::of).filter(saw -> !saw.equals(price)).isPresent()
        ? Optional.of(new PriceChanged(price))
        : Optional.empty();
  }

  /** What the buyer holds, where the caller may know it. */
  static Optional<Credits> balance(Transaction tx, Caller buyer) {
    return buyer.scopes().contains(Scope.ACCOUNT_CREDITS_HISTORY)
        ? Optional.of(tx.ledger().balance(new AccountId.OfMember(buyer.subject())))
        : Optional.empty();
  }

  static NotEnoughCredits notEnough(Transaction tx, Caller buyer, Credits price) {
    return new NotEnoughCredits(price, balance(tx, buyer));
  }

  /**
   * Pays a price.
   *
   * @return false when the buyer holds too little; nothing is paid then
   */
  static boolean pay(
      Transaction tx,
      Caller buyer,
      UserId owner,
      Price price,
      Commission commission,
      TransferId id,
      TransferReason reason) {
    AccountId from = new AccountId.OfMember(buyer.subject());
    AccountId to = new AccountId.OfMember(owner);
    Optional<UserId> actor = Optional.of(buyer.actor());
    if (!tx.ledger().post(new Transfer(id, from, to, price.amount(), reason, tx.now(), actor))) {
      return false;
    }
    Credits share = commission.of(price);
    if (share.hundredths() > 0) {
      TransferId shareId = new TransferId(id.value() + COMMISSION_SUFFIX);
      Transfer transfer =
          new Transfer(
              shareId,
              to,
              AccountId.OfPlatform.receivingFrom(owner),
              share,
              new TransferReason.Commission(),
              tx.now(),
              actor);
      if (!tx.ledger().post(transfer)) {
        throw new IllegalStateException("an owner who was just paid cannot pay his commission");
      }
    }
    return true;
  }
}
