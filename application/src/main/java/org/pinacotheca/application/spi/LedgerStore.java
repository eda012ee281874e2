package org.pinacotheca.application.spi;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;

/**
 * The double-entry ledger: transfers are appended and never changed, transfer ids are unique, and
 * no account but {@link AccountId.Grants} falls below zero, which the storage itself enforces.
 */
public interface LedgerStore {
  /** What the account holds; nothing when it was never used. Grants hold nothing by definition. */
  Credits balance(AccountId account);

  Optional<Transfer> find(TransferId id);

  /** The transfer at this place in the ledger. */
  Optional<Transfer> find(long number);

  /** What the viewer has bought of the owner's plans and was not refunded, in order. */
  List<Transfer> subscribed(UserId viewer, UserId owner);

  /**
   * Posts a transfer whose id is free.
   *
   * @return false when the paying account holds too little; nothing is posted then
   */
  boolean post(Transfer transfer);

  /** The place in the ledger of a transfer that was posted. */
  long number(TransferId id);

  /** How many entries the account has. */
  long count(AccountId account);

  /** The account's entries in the order they were posted, or the other way round. */
  Page<LedgerEntry> entries(AccountId account, boolean newestFirst, PageRequest page);
}
