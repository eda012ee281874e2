package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * A table of wrong secrets that were given for something, each from an origin.
 *
 * @param id the column of the table's own number
 * @param guarded the column of the number of what they were given for
 */
record WrongAttempts(String table, String id, String guarded) {
  void add(JdbiSession session, int number, String origin, WrongPinAttempt attempt) {
    session
        .update(
            "INSERT INTO %s (%s, origin, given, locks) VALUES (:number, :origin, :given, :locks)"
                .formatted(table, guarded))
        .bind("number", number)
        .bind("origin", origin)
        .bind("given", Columns.instant(attempt.at()))
        .bind("locks", attempt.locks())
        .execute();
  }

  /** Up to {@code limit} from an origin before the end, newest first. */
  List<WrongPinAttempt> latest(
      JdbiSession session, int number, String origin, Instant end, int limit) {
    return session
        .query(
            """
            SELECT given, locks FROM %s
            WHERE %s = :number AND origin = :origin AND given < :end
            ORDER BY given DESC, %s DESC LIMIT :limit
            """
                .formatted(table, guarded, id))
        .bind("number", number)
        .bind("origin", origin)
        .bind("end", Columns.instant(end))
        .bind("limit", limit)
        .map((row, context) -> new WrongPinAttempt(Columns.instant(row, 1), row.getInt(2)))
        .list();
  }

  /** When the {@code nth} latest before the end was given from anywhere. */
  Optional<Instant> given(JdbiSession session, int number, Instant end, int nth) {
    return session
        .query(
            """
            SELECT given FROM %s WHERE %s = :number AND given < :end
            ORDER BY given DESC LIMIT 1 OFFSET :later
            """
                .formatted(table, guarded))
        .bind("number", number)
        .bind("end", Columns.instant(end))
        .bind("later", nth - 1)
        .map((row, context) -> Columns.instant(row, 1))
        .findOne();
  }
}
