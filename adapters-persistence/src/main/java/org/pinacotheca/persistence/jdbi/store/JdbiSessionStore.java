package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.spi.accounts.SessionStore;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The RPC sessions of one transaction, with encrypted secrets. */
final class JdbiSessionStore implements SessionStore {
  /** The prefix of an encrypted secret's owner, before the key's hash. */
  static final String SEAL_OWNER = "session";

  private final JdbiSession session;
  private final AesGcmCipher seal;

  JdbiSessionStore(JdbiSession session, AesGcmCipher seal) {
    this.session = session;
    this.seal = seal;
  }

  @Override
  public Optional<RpcSession> find(SecretHash key) {
    return session
        .query(
            """
            SELECT key_hash, member_id, application, sealed_secret, expires, begun, last_used
            FROM rpc_session
            WHERE key_hash = :key
            """)
        .bind("key", key.value())
        .map((row, context) -> rpcSession(row))
        .findOne();
  }

  private RpcSession rpcSession(ResultSet row) throws SQLException {
    SecretHash key = new SecretHash(row.getString(1));
    return new RpcSession(
        key,
        new UserId(row.getInt(2)),
        new ApiKey(row.getString(3)),
        Optional.ofNullable(row.getBytes(4))
            .map(sealed -> new SharedSecret(seal.open(sealed, sealOwner(key)))),
        Columns.optionalInstant(row, 5),
        Columns.usage(row, 6, 7));
  }

  @Override
  public void add(RpcSession rpcSession) {
    Optional<byte[]> sealed =
        rpcSession.secret().map(secret -> seal.seal(secret.value(), sealOwner(rpcSession.key())));
    session
        .update(
            """
            INSERT INTO rpc_session
              (key_hash, member_id, application, sealed_secret, expires, begun, last_used)
            VALUES (:key, :member, :application, :secret, :expires, :begun, :lastUsed)
            """)
        .bind("key", rpcSession.key().value())
        .bind("member", rpcSession.user().value())
        .bind("application", rpcSession.application().value())
        .bind("secret", sealed.orElse(null))
        .bind("expires", Columns.optionalInstant(rpcSession.expires()))
        .bind("begun", Columns.optionalInstant(rpcSession.usage().since()))
        .bind("lastUsed", Columns.optionalInstant(rpcSession.usage().lastUsed()))
        .execute();
  }

  @Override
  public boolean advance(SecretHash key, CallId callId) {
    return session
            .update(
                """
                UPDATE rpc_session SET last_call_id = :callId
                WHERE key_hash = :key AND (last_call_id IS NULL OR last_call_id < :callId)
                """)
            .bind("key", key.value())
            .bind("callId", callId.value())
            .execute()
        == 1;
  }

  @Override
  public List<RpcSession> sessionsOf(UserId member, Instant instant, int limit) {
    return session
        .query(
            """
            SELECT key_hash, member_id, application, sealed_secret, expires, begun, last_used
            FROM rpc_session
            WHERE member_id = :member AND (expires IS NULL OR expires > :instant)
            ORDER BY begun DESC NULLS LAST, key_hash
            LIMIT :limit
            """)
        .bind("member", member.value())
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .map((row, context) -> rpcSession(row))
        .list();
  }

  @Override
  public void noteUse(SecretHash key, Instant instant) {
    session
        .update(
            """
            UPDATE rpc_session SET last_used = :instant
            WHERE key_hash = :key AND (last_used IS NULL OR last_used < :instant)
            """)
        .bind("key", key.value())
        .bind("instant", Columns.instant(instant))
        .execute();
  }

  @Override
  public void remove(SecretHash key) {
    session
        .update("DELETE FROM rpc_session WHERE key_hash = :key")
        .bind("key", key.value())
        .execute();
  }

  private static String sealOwner(SecretHash key) {
    return SEAL_OWNER + " " + key.value();
  }
}
