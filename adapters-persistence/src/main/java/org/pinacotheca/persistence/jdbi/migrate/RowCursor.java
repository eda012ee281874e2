package org.pinacotheca.persistence.jdbi.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Iterates over all rows of a table in the order of its primary key, page by page: HSQLDB would
 * hold the whole result of one query in memory. Used by one thread.
 */
public final class RowCursor {
  private static final int ROWS_PER_PAGE = 500;

  private final Connection connection;
  private final TableCopy table;
  private final List<Integer> places;

  public RowCursor(Connection connection, TableCopy table) {
    this.connection = connection;
    this.table = table;
    this.places = table.key().stream().map(table.columns()::indexOf).toList();
  }

  public void eachPage(Visitor visitor) throws SQLException {
    List<Object[]> page = read("", List.of(), ROWS_PER_PAGE);
    while (!page.isEmpty()) {
      visitor.visit(page);
      page = page.size() < ROWS_PER_PAGE ? List.of() : after(page.getLast());
    }
  }

  /**
   * The rows after a row: first those with the same key except the last column, then except the
   * last two, and so on. Each of these queries uses the key's index, which a single query would
   * not.
   */
  private List<Object[]> after(Object[] last) throws SQLException {
    List<Object[]> page = new ArrayList<>();
    for (int same = places.size() - 1; same >= 0 && page.size() < ROWS_PER_PAGE; same--) {
      String condition =
          table.key().subList(0, same).stream()
              .map(column -> column + " = ? AND ")
              .collect(Collectors.joining("", " WHERE ", table.key().get(same) + " > ?"));
      List<Object> values = places.subList(0, same + 1).stream().map(place -> last[place]).toList();
      page.addAll(read(condition, values, ROWS_PER_PAGE - page.size()));
    }
    return page;
  }

  private List<Object[]> read(String condition, List<Object> values, int limit)
      throws SQLException {
    String sql =
        "SELECT "
            + table.columnList()
            + " FROM "
            + table.name()
            + condition
            + " ORDER BY "
            + String.join(", ", table.key())
            + " LIMIT "
            + limit;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        query.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        List<Object[]> page = new ArrayList<>();
        while (rows.next()) {
          page.add(row(rows, table.columns().size()));
        }
        return page;
      }
    }
  }

  @SuppressWarnings("NullAway") // A column may be null.
  public static Object[] row(ResultSet rows, int columns) throws SQLException {
    Object[] row = new Object[columns];
    for (int i = 0; i < columns; i++) {
      row[i] = rows.getObject(i + 1);
    }
    return row;
  }

  public interface Visitor {
    void visit(List<Object[]> page) throws SQLException;
  }
}
