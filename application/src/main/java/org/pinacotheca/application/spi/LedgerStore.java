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
  /** The account's balance; 0 when it was never used, and always 0 for grants. */
  Credits balance(AccountId account);

  /** The transfer of this id. */
  Optional<Transfer> find(TransferId id);

  /** The transfer with this number in the ledger. */
  Optional<Transfer> find(long number);

  /** The viewer's purchases of the owner's plans that were not refunded, in order. */
  List<Transfer> subscribed(UserId viewer, UserId owner);

  /**
   * Posts a transfer whose id is unused.
   *
   * @return false when the paying account holds too little; nothing is posted then
   */
  boolean post(Transfer transfer);

  /** The number in the ledger of a posted transfer. */
  long number(TransferId id);

  /** How many entries the account has. */
  long count(AccountId account);

  /** The account's entries in the order they were posted, or in reverse order. */
  Page<LedgerEntry> entries(AccountId account, boolean newestFirst, PageRequest page);
}
