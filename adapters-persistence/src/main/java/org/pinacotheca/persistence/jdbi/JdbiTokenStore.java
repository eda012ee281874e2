package org.pinacotheca.persistence.jdbi;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.TokenStore;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.RefreshGrant;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.client.TokenGrant;
import org.pinacotheca.domain.member.UserId;

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
              Columns.instant(row, 6));

  private static final RowMapper<RefreshGrant> REFRESH_GRANT =
      (row, context) ->
          new RefreshGrant(
              new SecretHash(row.getString(1)),
              new SecretHash(row.getString(2)),
              new UserId(row.getInt(3)),
              new ApiKey(row.getString(4)),
              Columns.scopes(row, 5),
              Columns.instant(row, 6),
              row.getBoolean(7));

  private final JdbiSession session;

  JdbiTokenStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Optional<TokenGrant> find(SecretHash token) {
    return session
        .query(
            """
            SELECT token_hash, family, member_id, application, scopes, expires
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
            INSERT INTO bearer_token (token_hash, family, member_id, application, scopes, expires)
            VALUES (:token, :family, :member, :application, :scopes, :expires)
            """)
        .bind("token", grant.token().value())
        .bind("family", grant.family().value())
        .bind("member", grant.user().value())
        .bind("application", grant.application().value())
        .bind("scopes", Columns.words(grant.scopes()))
        .bind("expires", Columns.instant(grant.expires()))
        .execute();
  }

  @Override
  public Optional<RefreshGrant> findRefresh(SecretHash token) {
    return session
        .query(
            """
            SELECT token_hash, family, member_id, application, scopes, expires, used
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
            INSERT INTO refresh_token (token_hash, family, member_id, application, scopes, expires, used)
            VALUES (:token, :family, :member, :application, :scopes, :expires, :used)
            """)
        .bind("token", grant.token().value())
        .bind("family", grant.family().value())
        .bind("member", grant.user().value())
        .bind("application", grant.application().value())
        .bind("scopes", Columns.words(grant.scopes()))
        .bind("expires", Columns.instant(grant.expires()))
        .bind("used", grant.used())
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
