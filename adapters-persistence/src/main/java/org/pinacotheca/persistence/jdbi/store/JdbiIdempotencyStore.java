package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The stored responses of one transaction, for idempotency. */
final class JdbiIdempotencyStore implements IdempotencyStore {
  private static final RowMapper<Answer> ANSWER =
      (row, context) ->
          new Answer(
              new UserId(row.getInt(1)),
              // Responses from before subjects were recorded belong to their actors.
              new UserId(row.getInt(2) == 0 ? row.getInt(1) : row.getInt(2)),
              new ApiKey(row.getString(3)),
              row.getString(4),
              row.getString(5),
              row.getBytes(6),
              Columns.instant(row, 7),
              Columns.scopes(row, 8));

  private final JdbiSession session;

  JdbiIdempotencyStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Optional<Answer> find(UserId actor, ApiKey application, String key) {
    return session
        .query(
            """
            SELECT actor_id, subject_id, application, retry_key, fingerprint, body, given, scopes
            FROM kept_answer
            WHERE actor_id = :actor AND application = :application AND retry_key = :key
            """)
        .bind("actor", actor.value())
        .bind("application", application.value())
        .bind("key", key)
        .map(ANSWER)
        .findOne();
  }

  @Override
  public void add(Answer answer) {
    session
        .update(
            """
            INSERT INTO kept_answer
              (actor_id, subject_id, application, retry_key, fingerprint, body, given, scopes)
            VALUES (:actor, :subject, :application, :key, :fingerprint, :body, :given, :scopes)
            """)
        .bind("actor", answer.actor().value())
        .bind("subject", answer.subject().value())
        .bind("application", answer.application().value())
        .bind("key", answer.key())
        .bind("fingerprint", answer.fingerprint())
        .bind("body", Columns.bytes(answer.body()))
        .bind("given", Columns.instant(answer.given()))
        .bind("scopes", Columns.words(answer.scopes()))
        .execute();
  }

  @Override
  public void removeGivenUntil(UserId actor, ApiKey application, String key, Instant last) {
    session
        .update(
            """
            DELETE FROM kept_answer
            WHERE actor_id = :actor AND application = :application AND retry_key = :key
              AND given <= :last
            """)
        .bind("actor", actor.value())
        .bind("application", application.value())
        .bind("key", key)
        .bind("last", Columns.instant(last))
        .execute();
  }

  @Override
  public void removeGivenBefore(Instant instant, int limit) {
    session
        .update(
            """
            DELETE FROM kept_answer WHERE (actor_id, application, retry_key) IN
              (SELECT actor_id, application, retry_key FROM kept_answer
               WHERE given < :instant ORDER BY given LIMIT :limit)
            """)
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .execute();
  }
}
