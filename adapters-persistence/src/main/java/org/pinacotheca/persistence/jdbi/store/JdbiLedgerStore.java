package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.LedgerStore;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * The ledger of one transaction. Changing its balance locks an account; the transfer's number and
 * its entries' balances are read under these locks, so that each entry of an account continues the
 * previous one.
 */
final class JdbiLedgerStore implements LedgerStore {
  /** The first part of the platform's account, which was the whole account in earlier releases. */
  private static final long PLATFORM = 0;

  /** The offset of the other parts, beyond all member ids. */
  private static final long PLATFORM_PARTS = 1L << 32;

  static final long GRANTS = -1;

  static final String COLUMNS =
      """
      t.transfer_id, t.payer_id, t.receiver_id, t.amount, t.reason, t.album_id, t.plan_id, t.made, t.actor_id,
      t.duration, t.refunded, t.note
      """;

  private final JdbiSession session;

  JdbiLedgerStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Credits balance(AccountId account) {
    return session
        .query("SELECT balance FROM credit_account WHERE account_id = :account")
        .bind("account", key(account))
        .mapTo(long.class)
        .findOne()
        .map(Credits::new)
        .orElseGet(() -> new Credits(0));
  }

  @Override
  public Optional<Transfer> find(TransferId id) {
    return session
        .query("SELECT " + COLUMNS + " FROM ledger_transfer t WHERE t.transfer_id = :transfer")
        .bind("transfer", id.value())
        .map((row, context) -> transfer(row))
        .findOne();
  }

  @Override
  public Optional<Transfer> find(long number) {
    return session
        .query("SELECT " + COLUMNS + " FROM ledger_transfer t WHERE t.number = :number")
        .bind("number", number)
        .map((row, context) -> transfer(row))
        .findOne();
  }

  @Override
  public List<Transfer> subscribed(UserId viewer, UserId owner) {
    return session
        .query(
            "SELECT "
                + COLUMNS
                + """
                FROM ledger_entry e JOIN ledger_transfer t ON t.number = e.number
                WHERE e.account_id = :viewer AND t.payer_id = :viewer AND t.receiver_id = :owner
                  AND t.reason = 'SUBSCRIBED'
                  AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.refunded = t.number)
                ORDER BY t.number
                """)
        .bind("viewer", (long) viewer.value())
        .bind("owner", (long) owner.value())
        .map((row, context) -> transfer(row))
        .list();
  }

  @Override
  public boolean post(Transfer transfer) {
    long payer = key(transfer.from());
    long receiver = key(transfer.to());
    if (!move(payer, receiver, transfer.amount().hundredths())) {
      return false;
    }
    // Drawn only when both accounts are locked, so that in each account numbers follow the order of
    // balances.
    long number = session.nextNumber("ledger_number_sequence");
    insert(number, transfer);
    session
        .update(
            """
            INSERT INTO ledger_entry (account_id, number, balance)
            SELECT account_id, CAST(:number AS BIGINT), balance FROM credit_account
            WHERE account_id IN (:payer, :receiver)
            """)
        .bind("number", number)
        .bind("payer", payer)
        .bind("receiver", receiver)
        .execute();
    if (payer == GRANTS) {
      session
          .update(
              """
              INSERT INTO ledger_entry (account_id, number, balance) VALUES (:account, :number, 0)
              """)
          .bind("account", GRANTS)
          .bind("number", number)
          .execute();
    }
    return true;
  }

  private boolean move(long payer, long receiver, long amount) {
    if (receiver < payer) {
      // Locks accounts in the order of their ids, whoever pays, to avoid deadlocks.
      lock(receiver);
    }
    if (!take(payer, amount)) {
      return false;
    }
    give(receiver, amount);
    return true;
  }

  private void lock(long account) {
    session
        .update("UPDATE credit_account SET balance = balance WHERE account_id = :account")
        .bind("account", account)
        .execute();
  }

  private boolean take(long account, long amount) {
    if (account == GRANTS) {
      return true;
    }
    return session
            .update(
                """
                UPDATE credit_account SET balance = balance - :amount
                WHERE account_id = :account AND balance >= :amount
                """)
            .bind("account", account)
            .bind("amount", amount)
            .execute()
        == 1;
  }

  private void give(long account, long amount) {
    int given =
        session
            .update(
                "UPDATE credit_account SET balance = balance + :amount WHERE account_id = :account")
            .bind("account", account)
            .bind("amount", amount)
            .execute();
    if (given == 0) {
      // When another transaction opens the account first, this violates its key and the work is
      // retried.
      session
          .update("INSERT INTO credit_account (account_id, balance) VALUES (:account, :amount)")
          .bind("account", account)
          .bind("amount", amount)
          .execute();
    }
  }

  private void insert(long number, Transfer transfer) {
    Details details = Details.of(transfer.reason());
    session
        .update(
            """
            INSERT INTO ledger_transfer
              (number, transfer_id, payer_id, receiver_id, amount, reason, album_id, plan_id, made, actor_id,
               duration, refunded, note)
            VALUES (:number, :transfer, :payer, :receiver, :amount, :reason, :album, :plan, :made, :actor,
              :duration, :refunded, :note)
            """)
        .bind("number", number)
        .bind("transfer", transfer.id().value())
        .bind("payer", key(transfer.from()))
        .bind("receiver", key(transfer.to()))
        .bind("amount", transfer.amount().hundredths())
        .bind("reason", word(transfer.reason()))
        .bind("album", details.album())
        .bind("plan", details.plan())
        .bind("duration", details.duration())
        .bind("refunded", details.refunded())
        .bind("note", details.note())
        .bind("made", Columns.instant(transfer.at()))
        .bind("actor", transfer.actor().map(UserId::value).orElse(null))
        .execute();
  }

  /** The columns of a reason; null when not applicable. */
  private record Details(
      @Nullable Integer album,
      @Nullable Integer plan,
      @Nullable Integer duration,
      @Nullable Long refunded,
      @Nullable String note) {
    static Details of(TransferReason reason) {
      return switch (reason) {
        case TransferReason.Granted(), TransferReason.Commission(), TransferReason.Erased() ->
            new Details(null, null, null, null, null);
        case TransferReason.AlbumUnlocked(AlbumId album) ->
            new Details(album.value(), null, null, null, null);
        case TransferReason.Subscribed(PricePlanId plan, PlanDuration duration) ->
            new Details(null, plan.value(), duration.id(), null, null);
        case TransferReason.Refunded(long number, var album, var why) ->
            new Details(
                album.map(AlbumId::value).orElse(null), null, null, number, why.orElse(null));
      };
    }
  }

  @Override
  public long number(TransferId id) {
    return session
        .query("SELECT number FROM ledger_transfer WHERE transfer_id = :transfer")
        .bind("transfer", id.value())
        .mapTo(long.class)
        .one();
  }

  @Override
  public long count(AccountId account) {
    return session
        .query("SELECT COUNT(*) FROM ledger_entry WHERE account_id = :account")
        .bind("account", key(account))
        .mapTo(long.class)
        .one();
  }

  @Override
  public Page<LedgerEntry> entries(AccountId account, boolean newestFirst, PageRequest page) {
    long total = count(account);
    if (page.offset() >= total) {
      return new Page<>(List.of(), page, total);
    }
    RowMapper<LedgerEntry> entry =
        (row, context) ->
            new LedgerEntry(row.getLong(13), account, transfer(row), new Credits(row.getLong(14)));
    String order = newestFirst ? "DESC" : "ASC";
    // The page is selected from the index alone; only its transfers are read.
    List<LedgerEntry> entries =
        session
            .query(
                "SELECT "
                    + COLUMNS
                    + ", e.number, e.balance FROM (SELECT number, balance FROM ledger_entry"
                    + " WHERE account_id = :account ORDER BY account_id "
                    + order
                    + ", number "
                    + order
                    + " LIMIT :limit OFFSET :offset) e"
                    + " JOIN ledger_transfer t ON t.number = e.number ORDER BY e.number "
                    + order)
            .bind("account", key(account))
            .bind("limit", page.size())
            .bind("offset", page.offset())
            .map(entry)
            .list();
    return new Page<>(entries, page, total);
  }

  static Transfer transfer(ResultSet row) throws SQLException {
    return new Transfer(
        new TransferId(row.getString(1)),
        account(row.getLong(2)),
        account(row.getLong(3)),
        new Credits(row.getLong(4)),
        reason(row),
        Columns.instant(row, 8),
        Columns.optionalInt(row, 9).map(UserId::new));
  }

  private static TransferReason reason(ResultSet row) throws SQLException {
    String word = row.getString(5);
    return switch (word) {
      case "GRANTED" -> new TransferReason.Granted();
      case "ALBUM_UNLOCKED" -> new TransferReason.AlbumUnlocked(new AlbumId(row.getInt(6)));
      case "SUBSCRIBED" ->
          new TransferReason.Subscribed(
              new PricePlanId(row.getInt(7)), PlanDuration.ofId(row.getInt(10)).orElseThrow());
      case "REFUNDED" ->
          new TransferReason.Refunded(
              row.getLong(11),
              Columns.optionalInt(row, 6).map(AlbumId::new),
              Optional.ofNullable(row.getString(12)));
      case "COMMISSION" -> new TransferReason.Commission();
      case "ERASED" -> new TransferReason.Erased();
      default -> throw new IllegalStateException("credits do not move for the reason " + word);
    };
  }

  private static String word(TransferReason reason) {
    return switch (reason) {
      case TransferReason.Granted() -> "GRANTED";
      case TransferReason.AlbumUnlocked(AlbumId _) -> "ALBUM_UNLOCKED";
      case TransferReason.Subscribed(PricePlanId _, PlanDuration _) -> "SUBSCRIBED";
      case TransferReason.Refunded(long _, var _, var _) -> "REFUNDED";
      case TransferReason.Commission() -> "COMMISSION";
      case TransferReason.Erased() -> "ERASED";
    };
  }

  static long key(AccountId account) {
    return switch (account) {
      case AccountId.OfMember(UserId member) -> member.value();
      case AccountId.OfPlatform(int part) -> part == 0 ? PLATFORM : PLATFORM_PARTS + part;
      case AccountId.Grants() -> GRANTS;
    };
  }

  static AccountId account(long key) {
    if (key == GRANTS) {
      return new AccountId.Grants();
    }
    if (key == PLATFORM || key > PLATFORM_PARTS) {
      return new AccountId.OfPlatform(key == PLATFORM ? 0 : Math.toIntExact(key - PLATFORM_PARTS));
    }
    return new AccountId.OfMember(new UserId(Math.toIntExact(key)));
  }
}
