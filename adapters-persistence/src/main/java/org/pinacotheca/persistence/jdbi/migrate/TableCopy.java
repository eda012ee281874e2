package org.pinacotheca.persistence.jdbi.migrate;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * A table as described by the database catalog, so that no table or column of a later schema is
 * missed. Names are in lower case, as in the migrations.
 *
 * @param columns in their order
 * @param key the columns of the primary key
 * @param numbered the identity column, if any
 */
public record TableCopy(
    String name, List<String> columns, List<String> key, Optional<String> numbered) {
  /** The migration history, which is not copied. */
  private static final String HISTORY = "flyway_schema_history";

  public TableCopy {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Every table of the gallery, by name. */
  public static List<TableCopy> all(Connection connection) throws SQLException {
    DatabaseMetaData catalog = connection.getMetaData();
    String schema = connection.getSchema();
    SortedMap<String, String> names = new TreeMap<>();
    try (ResultSet tables =
        catalog.getTables(null, schema, null, new String[] {"TABLE", "PARTITIONED TABLE"})) {
      while (tables.next()) {
        String name = tables.getString("TABLE_NAME");
        names.put(written(catalog, name), name);
      }
    }
    names.remove(HISTORY);
    List<TableCopy> all = new ArrayList<>();
    for (Map.Entry<String, String> name : names.entrySet()) {
      all.add(read(catalog, schema, name.getValue()));
    }
    return List.copyOf(all);
  }

  private static TableCopy read(DatabaseMetaData catalog, String schema, String table)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    Optional<String> numbered = Optional.empty();
    // The name is a pattern, in which an underscore matches any character.
    try (ResultSet rows = catalog.getColumns(null, schema, table, null)) {
      while (rows.next()) {
        if (table.equals(rows.getString("TABLE_NAME"))) {
          String column = written(catalog, rows.getString("COLUMN_NAME"));
          columns.add(column);
          if ("YES".equals(rows.getString("IS_AUTOINCREMENT"))) {
            numbered = Optional.of(column);
          }
        }
      }
    }
    SortedMap<Short, String> key = new TreeMap<>();
    try (ResultSet rows = catalog.getPrimaryKeys(null, schema, table)) {
      while (rows.next()) {
        key.put(rows.getShort("KEY_SEQ"), written(catalog, rows.getString("COLUMN_NAME")));
      }
    }
    return new TableCopy(written(catalog, table), columns, List.copyOf(key.values()), numbered);
  }

  private static String written(DatabaseMetaData catalog, String name) throws SQLException {
    return catalog.storesUpperCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** The sequences of the gallery, by name. */
  public static List<String> sequences(Handle handle) throws SQLException {
    Connection connection = handle.getConnection();
    DatabaseMetaData catalog = connection.getMetaData();
    List<String> names =
        handle
            .createQuery(
                """
                SELECT sequence_name FROM information_schema.sequences
                WHERE sequence_schema = :schema
                """)
            .bind("schema", connection.getSchema())
            .map((row, _) -> written(catalog, row.getString(1)))
            .list();
    return names.stream().sorted().toList();
  }

  /** The next number of a sequence of HSQLDB, without advancing it. */
  public static long nextNumber(Handle hsqldb, String sequence) {
    // The standard SEQUENCES table is cached and may be outdated.
    return hsqldb
        .createQuery(
            """
            SELECT CAST(s.next_value AS BIGINT) FROM information_schema.system_sequences s
            WHERE s.sequence_schema = CURRENT_SCHEMA AND s.sequence_name = :name
            """)
        .bind("name", sequence.toUpperCase(Locale.ROOT))
        .mapTo(long.class)
        .one();
  }

  public String columnList() {
    return String.join(", ", columns);
  }
}
