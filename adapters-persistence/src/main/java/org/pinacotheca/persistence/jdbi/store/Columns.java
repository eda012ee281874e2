package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.Usage;

/** Conversions between values and columns. */
public final class Columns {
  private Columns() {}

  static Argument instant(Instant value) {
    OffsetDateTime time = value.atOffset(ZoneOffset.UTC);
    return (position, statement, context) -> statement.setObject(position, time);
  }

  static Argument optionalInstant(Optional<Instant> value) {
    return value
        .map(Columns::instant)
        .orElse((position, statement, context) ->
            statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE));
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalInstant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public static Optional<Integer> optionalInt(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  static Optional<Long> optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  static Optional<String> optionalText(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** The columns of the first and the last use. */
  static Usage usage(ResultSet row, int since, int lastUsed) throws SQLException {
    return new Usage(optionalInstant(row, since), optionalInstant(row, lastUsed));
  }

  /** Scopes as words separated by blanks. */
  static String words(Set<Scope> scopes) {
    return scopes.stream().map(Scope::word).sorted().collect(Collectors.joining(" "));
  }

  static Set<Scope> scopes(ResultSet row, int column) throws SQLException {
    return Stream.of(row.getString(column).split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> Scope.ofWord(word).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }
}
