package org.pinacotheca.persistence.jdbi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.pinacotheca.domain.identity.UserId;

/**
 * The traces of a member in a database.
 *
 * @param marked columns with their texts
 * @param numbered columns with their number
 */
record MemberTraces(Set<String> marked, Set<String> numbered) {

  /** Columns with numbers of something else. */
  private static final Set<String> OTHER_NUMBERS =
      Set.of(
          "album_id",
          "picture_id",
          "cover_id",
          "plan_id",
          "group_id",
          "entry_id",
          "wrong_pin_id",
          "wrong_password_id",
          "share_link_id");

  /** Reads every column of every table, so that no later one is missed. */
  static MemberTraces of(TestDatabase database, UserId member) throws SQLException {
    MemberTraces traces = new MemberTraces(new TreeSet<>(), new TreeSet<>());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
        while (rows.next()) {
          tables.add(rows.getString("TABLE_NAME"));
        }
      }
      assertThat(tables).hasSizeGreaterThan(20);
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
          while (rows.next()) {
            look(rows, table, member, traces);
          }
        }
      }
    }
    return traces;
  }

  private static void look(ResultSet row, String table, UserId member, MemberTraces traces)
      throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int index = 1; index <= columns.getColumnCount(); index++) {
      String column = columns.getColumnName(index).toLowerCase(Locale.ROOT);
      String place = table.toLowerCase(Locale.ROOT) + "." + column;
      Object value = row.getObject(index);
      String text =
          value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : String.valueOf(value);
      if (text.contains(MarkedMembers.MARK)) {
        traces.marked().add(place);
      }
      if (column.endsWith("_id")
          && !OTHER_NUMBERS.contains(column)
          && text.equals(Integer.toString(member.value()))) {
        traces.numbered().add(place);
      }
      if (column.equals("approved_by") && text.equals(Integer.toString(member.value()))) {
        traces.numbered().add(place);
      }
    }
  }
}
