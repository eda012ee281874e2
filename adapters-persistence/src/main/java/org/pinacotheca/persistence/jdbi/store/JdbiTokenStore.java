package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.pinacotheca.application.spi.accounts.TokenStore;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.TokenGrant.Kind;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The tokens of one transaction, in a table for each kind. */
final class JdbiTokenStore implements TokenStore {
  private static final String FAMILY = "family, member_id, application, scopes";

  private final JdbiSession session;

  JdbiTokenStore(JdbiSession session) {
    this.session = session;
  }

  private static String table(Kind kind) {
    return switch (kind) {
      case BEARER -> "bearer_token";
      case REFRESH -> "refresh_token";
    };
  }

  /** The columns of a family, and those of its first and last use behind them. */
  private static TokenFamily family(ResultSet row) throws SQLException {
    return new TokenFamily(
        new SecretHash(row.getString(1)),
        new UserId(row.getInt(2)),
        new ApiKey(row.getString(3)),
        Columns.scopes(row, 4),
        Columns.usage(row, 5, 6));
  }

  @Override
  public Optional<TokenGrant> find(Kind kind, SecretHash token) {
    return session
        .query(
            "SELECT %s, begun, last_used, expires, %s FROM %s WHERE token_hash = :token"
                .formatted(FAMILY, kind == Kind.REFRESH ? "used" : "FALSE", table(kind)))
        .bind("token", token.value())
        .map((row, context) ->
            new TokenGrant(token, kind, family(row), Columns.instant(row, 7), row.getBoolean(8)))
        .findOne();
  }

  @Override
  public void add(TokenGrant grant) {
    boolean isRefresh = grant.kind() == Kind.REFRESH;
    TokenFamily family = grant.family();
    Update insert =
        session
            .update(
                """
                INSERT INTO %s (token_hash, %s, expires, begun, last_used%s)
                VALUES (:token, :family, :member, :application, :scopes, :expires, :begun, :lastUsed%s)
                """
                    .formatted(
                        table(grant.kind()),
                        FAMILY,
                        isRefresh ? ", used" : "",
                        isRefresh ? ", :used" : ""))
            .bind("token", grant.token().value())
            .bind("family", family.id().value())
            .bind("member", family.user().value())
            .bind("application", family.application().value())
            .bind("scopes", Columns.words(family.scopes()))
            .bind("expires", Columns.instant(grant.expires()))
            .bind("begun", Columns.optionalInstant(family.usage().since()))
            .bind("lastUsed", Columns.optionalInstant(family.usage().lastUsed()));
    if (isRefresh) {
      insert.bind("used", grant.used());
    }
    insert.execute();
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
  public List<ActiveFamily> familiesOf(UserId member, Instant instant, int limit) {
    return session
        .query(
            """
            SELECT %1$s, MIN(begun), MAX(last_used), MAX(expires)
            FROM (
              SELECT %1$s, begun, last_used, expires FROM bearer_token
              WHERE member_id = :member AND expires > :instant
              UNION ALL
              SELECT %1$s, begun, last_used, expires FROM refresh_token
              WHERE member_id = :member AND expires > :instant AND used = FALSE) good
            GROUP BY %1$s
            ORDER BY MIN(begun) DESC NULLS LAST, family
            LIMIT :limit
            """
                .formatted(FAMILY))
        .bind("member", member.value())
        .bind("instant", Columns.instant(instant))
        .bind("limit", limit)
        .map((row, context) -> new ActiveFamily(family(row), Columns.instant(row, 7)))
        .list();
  }

  @Override
  public void noteUse(SecretHash family, Instant instant) {
    for (Kind kind : Kind.values()) {
      session
          .update(
              """
              UPDATE %s SET last_used = :instant
              WHERE family = :family AND (last_used IS NULL OR last_used < :instant)
              """
                  .formatted(table(kind)))
          .bind("family", family.value())
          .bind("instant", Columns.instant(instant))
          .execute();
    }
  }

  @Override
  public void removeFamily(SecretHash family) {
    for (Kind kind : Kind.values()) {
      session
          .update("DELETE FROM %s WHERE family = :family".formatted(table(kind)))
          .bind("family", family.value())
          .execute();
    }
  }
}
