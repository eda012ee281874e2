package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.TokenStore;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.RefreshGrant;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The tokens of one transaction. */
final class JdbiTokenStore implements TokenStore {
  private static final RowMapper<TokenGrant> GRANT =
      (row, context) ->
          new TokenGrant(
              new SecretHash(row.getString(1)),
              new SecretHash(row.getString(2)),
              new UserId(row.getInt(3)),
              new ApiKey(row.getString(4)),
              Columns.scopes(row, 5),
              Columns.instant(row, 6),
              Columns.usage(row, 7, 8));

  private static final RowMapper<RefreshGrant> REFRESH_GRANT =
      (row, context) ->
          new RefreshGrant(
              new SecretHash(row.getString(1)),
              new SecretHash(row.getString(2)),
              new UserId(row.getInt(3)),
              new ApiKey(row.getString(4)),
              Columns.scopes(row, 5),
              Columns.instant(row, 6),
              row.getBoolean(7),
              Columns.usage(row, 8, 9));

  private static final RowMapper<TokenFamily> FAMILY =
      (row, context) ->
          new TokenFamily(
              new SecretHash(row.getString(1)),
              new UserId(row.getInt(2)),
              new ApiKey(row.getString(3)),
              Columns.scopes(row, 4),
              Columns.usage(row, 5, 6),
              Columns.instant(row, 7));

  private final JdbiSession session;

  JdbiTokenStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Optional<TokenGrant> find(SecretHash token) {
    return session
        .query(
            """
            SELECT token_hash, family, member_id, application, scopes, expires, begun, last_used
            FROM bearer_token
            WHERE token_hash = :token
            """)
        .bind("token", token.value())
        .map(GRANT)
        .findOne();
  }

  @Override
  public void add(TokenGrant grant) {
    session
        .update(
            """
            INSERT INTO bearer_token
              (token_hash, family, member_id, application, scopes, expires, begun, last_used)
            VALUES (:token, :family, :member, :application, :scopes, :expires, :begun, :lastUsed)
            """)
        .bind("token", grant.token().value())
        .bind("family", grant.family().value())
        .bind("member", grant.user().value())
        .bind("application", grant.application().value())
        .bind("scopes", Columns.words(grant.scopes()))
        .bind("expires", Columns.instant(grant.expires()))
        .bind("begun", Columns.optionalInstant(grant.usage().since()))
        .bind("lastUsed", Columns.optionalInstant(grant.usage().lastUsed()))
        .execute();
  }

  @Override
  public Optional<RefreshGrant> findRefresh(SecretHash token) {
    return session
        .query(
            """
            SELECT token_hash, family, member_id, application, scopes, expires, used, begun, last_used
            FROM refresh_token
            WHERE token_hash = :token
            """)
        .bind("token", token.value())
        .map(REFRESH_GRANT)
        .findOne();
  }

  @Override
  public void addRefresh(RefreshGrant grant) {
    session
        .update(
            """
            INSERT INTO refresh_token
              (token_hash, family, member_id, application, scopes, expires, used, begun, last_used)
            VALUES
              (:token, :family, :member, :application, :scopes, :expires, :used, :begun, :lastUsed)
            """)
        .bind("token", grant.token().value())
        .bind("family", grant.family().value())
        .bind("member", grant.user().value())
        .bind("application", grant.application().value())
        .bind("scopes", Columns.words(grant.scopes()))
        .bind("expires", Columns.instant(grant.expires()))
        .bind("used", grant.used())
        .bind("begun", Columns.optionalInstant(grant.usage().since()))
        .bind("lastUsed", Columns.optionalInstant(grant.usage().lastUsed()))
        .execute();
  }

  @Override
  public boolean useRefresh(SecretHash token) {
    return session
            .update(
                "UPDATE refresh_token SET used = TRUE WHERE token_hash = :token AND used = FALSE")
            .bind("token", token.value())
            .execute()
        == 1;
  }

  @Override
  public List<TokenFamily> familiesOf(UserId member, Instant instant, int limit) {
    return session
        .query(
            """
            SELECT family, member_id, application, scopes, MIN(begun), MAX(last_used), MAX(expires)
            FROM (
              SELECT family, member_id, application, scopes, begun, last_used, expires
              FROM bearer_token
              WHERE member_id = :member AND expires > :instant
              UNION ALL
              SELECT family, member_id, application, scopes, begun, last_used, expires
              FROM refresh_token
              WHERE member_id = :member AND expires > :instant AND used = FALSE) good
            GROUP BY family, member_id, application, scopes
            ORDER BY MIN(begun) DESC NULLS LAST, family
            LIMIT :limit
            """)
        .bind("member", member.value())
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .map(FAMILY)
        .list();
  }

  @Override
  public void noteUse(SecretHash family, Instant instant) {
    for (String table : List.of("bearer_token", "refresh_token")) {
      session
          .update(
              """
              UPDATE %s SET last_used = :instant
              WHERE family = :family AND (last_used IS NULL OR last_used < :instant)
              """
                  .formatted(table))
          .bind("family", family.value())
          .bind("instant", Columns.instant(instant))
          .execute();
    }
  }

  @Override
  public void removeFamily(SecretHash family) {
    session
        .update("DELETE FROM bearer_token WHERE family = :family")
        .bind("family", family.value())
        .execute();
    session
        .update("DELETE FROM refresh_token WHERE family = :family")
        .bind("family", family.value())
        .execute();
  }

  @Override
  public void removeExpiredBefore(Instant instant, int limit) {
    session
        .update(
            """
            DELETE FROM bearer_token WHERE token_hash IN
              (SELECT token_hash FROM bearer_token WHERE expires < :instant ORDER BY expires LIMIT :limit)
            """)
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .execute();
    session
        .update(
            """
            DELETE FROM refresh_token WHERE token_hash IN
              (SELECT token_hash FROM refresh_token WHERE expires < :instant ORDER BY expires LIMIT :limit)
            """)
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .execute();
  }
}
