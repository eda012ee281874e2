package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.InspectionStore;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The reads of an inspection in one transaction, each page in one statement. */
final class JdbiInspectionStore implements InspectionStore {
  private static final long BEFORE_ALL_ACCOUNTS = -2;

  private final JdbiSession session;
  private final AesGcmCipher seal;

  JdbiInspectionStore(JdbiSession session, AesGcmCipher seal) {
    this.session = session;
    this.seal = seal;
  }

  @Override
  public boolean isMarkedWithAnotherKey() {
    return session
        .query("SELECT content FROM storage_mark WHERE name = 'master key'")
        .mapTo(String.class)
        .findOne()
        .filter(fingerprint -> !fingerprint.equals(seal.fingerprint()))
        .isPresent();
  }

  @Override
  public List<Row<PictureId, Picture>> pictures(Optional<PictureId> after, int limit) {
    return session
        .query(
            "SELECT "
                + PictureRow.COLUMNS
                + " FROM picture p WHERE p.picture_id > :after ORDER BY p.picture_id LIMIT :limit")
        .bind("after", after.map(PictureId::value).orElse(0))
        .bind("limit", limit)
        .map(rows(row -> new PictureId(row.getInt(2)), PictureRow::read))
        .list();
  }

  @Override
  public List<Row<AlbumId, CountedAlbum>> albums(Optional<AlbumId> after, int limit) {
    String ofAlbum = " FROM picture p WHERE p.owner_id = a.owner_id AND p.album_id = a.album_id";
    return session
        .query(
            "SELECT "
                + JdbiAlbumStore.COLUMNS
                + ", a.held, a.shown, c.picture_id, c.format, c.safe_declared AND c.safe_confirmed"
                + " FROM (SELECT a.*, (SELECT COUNT(*)"
                + ofAlbum
                + ") AS held, (SELECT COUNT(*)"
                + ofAlbum
                + " AND p.approved = TRUE) AS shown, (SELECT MIN(p.picture_id)"
                + ofAlbum
                + " AND p.approved = TRUE) AS first_shown"
                + " FROM album a WHERE a.album_id > :after ORDER BY a.album_id LIMIT :limit) a"
                + " LEFT JOIN picture c ON c.owner_id = a.owner_id AND c.picture_id = a.first_shown"
                + " ORDER BY a.album_id")
        .bind("after", after.map(AlbumId::value).orElse(0))
        .bind("limit", limit)
        .map(
            rows(
                row -> new AlbumId(row.getInt(2)),
                row ->
                    new CountedAlbum(
                        JdbiAlbumStore.album(row),
                        JdbiAlbumStore.tally(row, JdbiAlbumStore.COLUMN_COUNT + 1))))
        .list();
  }

  /** A value that rejects its columns makes only its own row unreadable. */
  private static <I, T> RowMapper<Row<I, T>> rows(Reading<I> id, Reading<T> value) {
    return (row, context) -> {
      try {
        return new Row.Sound<>(id.of(row), value.of(row));
      } catch (IllegalArgumentException | IllegalStateException _) {
        return new Row.Broken<>(id.of(row));
      }
    };
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** In two steps, because each then uses only the key on both databases. */
  @Override
  public List<LedgerLine> ledgerLines(Optional<LedgerLine> after, int limit) {
    List<LedgerLine> lines = new ArrayList<>();
    after.ifPresent(last ->
        lines.addAll(
            lines(
                "account_id = :account AND number > :number",
                JdbiLedgerStore.key(last.account()),
                last.number(),
                limit)));
    if (lines.size() < limit) {
      long account =
          after.map(last -> JdbiLedgerStore.key(last.account())).orElse(BEFORE_ALL_ACCOUNTS);
      // The number has no effect here, but must be bound.
      lines.addAll(
          lines("account_id > :account AND number >= :number", account, 0, limit - lines.size()));
    }
    return lines;
  }

  private List<LedgerLine> lines(String condition, long account, long number, int limit) {
    return session
        .query(
            "SELECT e.account_id, e.number, e.balance, t.payer_id, t.receiver_id, t.amount,"
                + " a.balance FROM (SELECT account_id, number, balance FROM ledger_entry WHERE "
                + condition
                + " ORDER BY account_id, number LIMIT :limit) e"
                + " LEFT JOIN ledger_transfer t ON t.number = e.number"
                + " LEFT JOIN credit_account a ON a.account_id = e.account_id"
                + " ORDER BY e.account_id, e.number")
        .bind("account", account)
        .bind("number", number)
        .bind("limit", limit)
        .map((row, context) -> line(row))
        .list();
  }

  private static LedgerLine line(ResultSet row) throws SQLException {
    long account = row.getLong(1);
    OptionalLong gain = OptionalLong.empty();
    long amount = row.getLong(6);
    if (!row.wasNull() && row.getLong(4) == account) {
      gain = OptionalLong.of(-amount);
    } else if (amount != 0 && row.getLong(5) == account) {
      gain = OptionalLong.of(amount);
    }
    long held = row.getLong(7);
    return new LedgerLine(
        JdbiLedgerStore.account(account),
        row.getLong(2),
        row.getLong(3),
        gain,
        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(held));
  }

  @Override
  public List<HeldAccount> accounts(Optional<AccountId> after, int limit) {
    return session
        .query(
            """
            SELECT a.account_id, a.balance,
              CASE WHEN EXISTS (SELECT 1 FROM ledger_entry e WHERE e.account_id = a.account_id) THEN 1 ELSE 0 END
            FROM credit_account a WHERE a.account_id > :after ORDER BY a.account_id LIMIT :limit
            """)
        .bind("after", after.map(JdbiLedgerStore::key).orElse(BEFORE_ALL_ACCOUNTS))
        .bind("limit", limit)
        .map((row, context) ->
            new HeldAccount(
                JdbiLedgerStore.account(row.getLong(1)), row.getLong(2), row.getInt(3) == 1))
        .list();
  }

  @Override
  public List<LedgerRow> transfers(long afterNumber, int limit) {
    return session
        .query(
            "SELECT "
                + JdbiLedgerStore.COLUMNS
                + """
                , t.number,
                  (SELECT COUNT(*) FROM ledger_entry e WHERE e.account_id = t.payer_id AND e.number = t.number)
                  + (SELECT COUNT(*) FROM ledger_entry e WHERE e.account_id = t.receiver_id AND e.number = t.number)
                FROM ledger_transfer t WHERE t.number > :after ORDER BY t.number LIMIT :limit
                """)
        .bind("after", afterNumber)
        .bind("limit", limit)
        .map((row, context) ->
            new LedgerRow(row.getLong(13), JdbiLedgerStore.transfer(row), row.getInt(14)))
        .list();
  }

  @Override
  public Totals totals() {
    return session
        .query(
            """
            SELECT (SELECT COALESCE(SUM(balance), 0) FROM credit_account),
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE payer_id = :grants)
            FROM (VALUES (0)) AS one (nothing)
            """)
        .bind("grants", JdbiLedgerStore.GRANTS)
        .map((row, context) -> new Totals(row.getLong(1), row.getLong(2)))
        .one();
  }

  @Override
  public List<Unlock> unlocks(Optional<Unlock> after, int limit) {
    return session
        .query(
            """
            SELECT viewer_id, owner_id, album_id, begun, free FROM album_unlock
            WHERE viewer_id >= :viewer AND (viewer_id > :viewer OR album_id > :album)
            ORDER BY viewer_id, album_id LIMIT :limit
            """)
        .bind("viewer", after.map(unlock -> unlock.viewer().value()).orElse(0))
        .bind("album", after.map(unlock -> unlock.album().value()).orElse(0))
        .bind("limit", limit)
        .map(JdbiAccessStore.UNLOCK)
        .list();
  }

  @Override
  public List<BoughtSubscription> subscriptions(Optional<Subscription> after, int limit) {
    return session
        .query(
            """
            SELECT s.viewer_id, s.owner_id, s.plan_id, s.begun, s.ends, s.month_day,
              CASE WHEN EXISTS (
                SELECT 1 FROM ledger_entry e JOIN ledger_transfer t ON t.number = e.number
                WHERE e.account_id = s.viewer_id AND t.payer_id = s.viewer_id
                  AND t.receiver_id = s.owner_id AND t.reason = 'SUBSCRIBED'
                  AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.refunded = t.number)) THEN 1 ELSE 0 END
            FROM subscription s
            WHERE s.viewer_id >= :viewer AND (s.viewer_id > :viewer OR s.owner_id > :owner)
            ORDER BY s.viewer_id, s.owner_id LIMIT :limit
            """)
        .bind("viewer", after.map(bought -> bought.viewer().value()).orElse(0))
        .bind("owner", after.map(bought -> bought.owner().value()).orElse(0))
        .bind("limit", limit)
        .map((row, context) ->
            new BoughtSubscription(
                JdbiAccessStore.SUBSCRIPTION.map(row, context), row.getInt(7) == 1))
        .list();
  }
}
