package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The removal of expired rows in one transaction. */
record JdbiExpiryStore(JdbiSession session) implements ExpiryStore {
  @Override
  public void removeBefore(Kind kind, Instant instant, int limit) {
    session
        .update(statement(kind))
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .execute();
  }

  private static String statement(Kind kind) {
    return switch (kind) {
      case BEARER_TOKENS -> statement("bearer_token", "token_hash", "expires");
      case REFRESH_TOKENS -> statement("refresh_token", "token_hash", "expires");
      case SESSIONS -> statement("rpc_session", "key_hash", "expires");
      case LOGINS -> statement("login", "token_hash", "expires");
      case RATE_WINDOWS -> statement("rate_window", "subject, begun", "begun");
      case WRONG_PINS -> statement("wrong_pin", "wrong_pin_id", "given");
      case WRONG_LINK_PINS -> statement("share_link_wrong_pin", "wrong_pin_id", "given");
      case AUTHORIZATION_CODES -> statement("authorization_code", "code_hash", "expires");
      case INVITATIONS -> statement("invitation", "member_id", "expires");
      case WRONG_PASSWORDS -> statement("wrong_password", "wrong_password_id", "given");
      case STORED_RESPONSES ->
          statement("kept_answer", "actor_id, application, retry_key", "given");
    };
  }

  private static String statement(String table, String key, String time) {
    return """
    DELETE FROM %1$s WHERE (%2$s) IN
      (SELECT %2$s FROM %1$s WHERE %3$s < :instant ORDER BY %3$s LIMIT :limit)
    """
        .formatted(table, key, time);
  }
}
