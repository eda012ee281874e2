package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * The stored responses of one transaction, for idempotency. Bodies are encrypted, because some
 * contain a secret that is stored nowhere else; those of before schema 15 are not.
 */
record JdbiIdempotencyStore(JdbiSession session, AesGcmCipher cipher) implements IdempotencyStore {
  private static final String OF_ID =
      " WHERE actor_id = :actor AND application = :application AND retry_key = :key";

  @Override
  public Optional<StoredResponse> find(StoredResponse.Id id) {
    return session
        .query(
            "SELECT subject_id, fingerprint, body, given, scopes, sealed FROM kept_answer" + OF_ID)
        .bind("actor", id.actor().value())
        .bind("application", id.application().value())
        .bind("key", id.key())
        .map((row, context) ->
            new StoredResponse(
                id,
                // Responses from before subjects were recorded belong to their actors.
                row.getInt(1) == 0 ? id.actor() : new UserId(row.getInt(1)),
                row.getString(2),
                row.getBoolean(6) ? cipher.openBytes(row.getBytes(3), owner(id)) : row.getBytes(3),
                Columns.instant(row, 4),
                Columns.scopes(row, 5)))
        .findOne();
  }

  @Override
  public void add(StoredResponse response, Instant expired) {
    session
        .update("DELETE FROM kept_answer" + OF_ID + " AND given <= :expired")
        .bind("actor", response.id().actor().value())
        .bind("application", response.id().application().value())
        .bind("key", response.id().key())
        .bind("expired", Columns.instant(expired))
        .execute();
    session
        .update(
            """
            INSERT INTO kept_answer
              (actor_id, subject_id, application, retry_key, fingerprint, body, given, scopes, sealed)
            VALUES (:actor, :subject, :application, :key, :fingerprint, :body, :given, :scopes, TRUE)
            """)
        .bind("actor", response.id().actor().value())
        .bind("subject", response.subject().value())
        .bind("application", response.id().application().value())
        .bind("key", response.id().key())
        .bind("fingerprint", response.fingerprint())
        .bind("body", cipher.sealBytes(response.body(), owner(response.id())))
        .bind("given", Columns.instant(response.given()))
        .bind("scopes", Columns.words(response.scopes()))
        .execute();
  }

  private static String owner(StoredResponse.Id id) {
    return "response " + id.actor().value() + " " + id.application().value() + " " + id.key();
  }
}
