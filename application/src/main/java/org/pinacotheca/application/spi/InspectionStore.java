package org.pinacotheca.application.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Picture;

/**
 * Everything that is stored, as an inspection reads it: page by page in the order of keys, each
 * page as of one instant. Rows are returned as they are, even where they break the rules that other
 * stores rely on. Amounts are hundredths of a credit and may be negative, unlike in a consistent
 * ledger.
 */
public interface InspectionStore {

  /** Whether the storage was first used with another master key than the present one. */
  boolean isMarkedWithAnotherKey();

  /** Up to {@code limit} pictures behind the given one, by id. */
  List<Row<PictureId, Picture>> pictures(Optional<PictureId> after, int limit);

  /** Up to {@code limit} albums behind the given one, by id. */
  List<Row<AlbumId, CountedAlbum>> albums(Optional<AlbumId> after, int limit);

  /**
   * Up to {@code limit} lines of all accounts' histories behind the given one: one account after
   * the other, in an order of the store's own; within an account by number.
   */
  List<LedgerLine> ledgerLines(Optional<LedgerLine> after, int limit);

  /** Up to {@code limit} accounts that have a balance, behind the given one, in the same order. */
  List<HeldAccount> accounts(Optional<AccountId> after, int limit);

  /** Up to {@code limit} transfers with a greater number, by number. */
  List<LedgerRow> transfers(long afterNumber, int limit);

  /** The sum of all balances, and of all grants, at one instant. */
  Totals totals();

  /** Up to {@code limit} unlocks behind the given one, by viewer, then album. */
  List<Unlock> unlocks(Optional<Unlock> after, int limit);

  /** Up to {@code limit} subscriptions behind the given one, by viewer, then owner. */
  List<BoughtSubscription> subscriptions(Optional<Subscription> after, int limit);

  /** A row, valid or broken. */
  sealed interface Row<I, T> {
    /** What the row is found by. */
    I id();

    /** A row that obeys the rules of its values. */
    record Sound<I, T>(I id, T value) implements Row<I, T> {}

    /** A row that breaks the rules of its values and cannot be used. */
    record Broken<I, T>(I id) implements Row<I, T> {}
  }

  /**
   * An album, and its actual contents.
   *
   * @param counted from its pictures
   */
  record CountedAlbum(Album album, AlbumTally counted) {}

  /**
   * A line of an account's history.
   *
   * @param balance the account's balance afterwards, by this line
   * @param gain what the transfer of its number moved into the account, negative where it moved
   *     out; empty when there is no such transfer, or it does not concern the account
   * @param held the account's balance now; empty when it has none
   */
  record LedgerLine(
      AccountId account, long number, long balance, OptionalLong gain, OptionalLong held) {}

  /** An account with a balance, and whether it has any history. */
  record HeldAccount(AccountId account, long held, boolean hasHistory) {}

  /**
   * A transfer, and whether it is in the histories of both its accounts.
   *
   * @param entered in how many of the two, 0 to 2
   */
  record LedgerRow(long number, Transfer transfer, int entered) {}

  /** The sum of all balances, and the sum of all grants. */
  record Totals(long held, long granted) {}

  /** A subscription, and whether a purchase of it was posted and not refunded. */
  record BoughtSubscription(Subscription subscription, boolean paid) {}
}
