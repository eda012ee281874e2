package org.pinacotheca.persistence.jdbi;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.IntFunction;

/** Many rows of sales and purchases, of which a page or a look-up needs very few. */
final class CrowdedBooks {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ACCOUNTS = 2_000;
  private static final int TRANSFERS = 6_000;
  private static final int ROWS = 4_000;

  private CrowdedBooks() {}

  /** Fills the tables of V2; every row concerns a member from 1 to 2000. */
  static void fill(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      insert(
          connection,
          "member (member_id, nickname)",
          ACCOUNTS,
          row -> new Object[] {row + 1, "member " + row});
      insert(
          connection,
          "credit_account (account_id, balance)",
          ACCOUNTS,
          row -> new Object[] {row + 1L, 100L});
      insert(
          connection,
          "ledger_transfer (number, transfer_id, payer_id, receiver_id, amount, reason, album_id,"
              + " made)",
          TRANSFERS,
          row ->
              new Object[] {
                row + 1L,
                "t" + row,
                member(row),
                member(row + 1),
                1L,
                "ALBUM_UNLOCKED",
                row,
                time(row)
              });
      insert(
          connection,
          "ledger_entry (account_id, number, balance)",
          2 * TRANSFERS,
          row -> new Object[] {member(row / 2 + row % 2), row / 2 + 1L, 100L});
      insert(
          connection,
          "price_plan (owner_id, plan_id, duration, price, offered)",
          ROWS,
          row -> new Object[] {member(row), row + 1, 1 + row % 6, 100L, row % 2 == 0});
      insert(
          connection,
          "subscription (owner_id, viewer_id, plan_id, begun, ends)",
          ROWS,
          row ->
              new Object[] {
                member(row), member(row + 1 + row / ACCOUNTS), 1, time(row), time(row + 60)
              });
      insert(
          connection,
          "album_unlock (owner_id, album_id, viewer_id, begun)",
          ROWS,
          row -> new Object[] {member(row), row, member(row + 1), time(row)});
      insert(
          connection,
          "wrong_pin (album_id, viewer_id, given)",
          ROWS,
          row -> new Object[] {row % 200, member(row % 10), time(row)});
      connection.commit();
    }
  }

  private static int member(int row) {
    return row % ACCOUNTS + 1;
  }

  private static Object time(int row) {
    return NOON.plusSeconds(row).atOffset(ZoneOffset.UTC);
  }

  private static void insert(
      Connection connection, String columns, int rows, IntFunction<Object[]> values)
      throws SQLException {
    String parameters = "?, ".repeat(values.apply(0).length - 1) + "?";
    String sql = "INSERT INTO " + columns + " VALUES (" + parameters + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int row = 0; row < rows; row++) {
        Object[] value = values.apply(row);
        for (int place = 0; place < value.length; place++) {
          statement.setObject(place + 1, value[place]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
