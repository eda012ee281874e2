package org.pinacotheca.persistence.jdbi.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.accounts.LoginStore;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The logins of one transaction. */
final class JdbiLoginStore implements LoginStore {
  private static final RowMapper<Login> LOGIN =
      (row, context) ->
          new Login(
              new SecretHash(row.getString(1)),
              new ApiKey(row.getString(2)),
              Columns.optionalText(row, 3).map(CommunityName::new),
              Columns.optionalLong(row, 4).map(Duration::ofSeconds),
              Columns.instant(row, 5),
              Columns.optionalInt(row, 6).map(UserId::new));

  private final JdbiSession session;

  JdbiLoginStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Optional<Login> find(SecretHash token) {
    return session
        .query(
            """
            SELECT token_hash, application, community, session_seconds, expires, approved_by
            FROM login
            WHERE token_hash = :token
            """)
        .bind("token", token.value())
        .map(LOGIN)
        .findOne();
  }

  @Override
  public void add(Login login) {
    session
        .update(
            """
            INSERT INTO login (token_hash, application, community, session_seconds, expires, approved_by)
            VALUES (:token, :application, :community, :seconds, :expires, :member)
            """)
        .bind("token", login.token().value())
        .bind("application", login.application().value())
        .bind("community", login.community().map(CommunityName::value).orElse(null))
        .bind("seconds", login.sessionLifetime().map(Duration::toSeconds).orElse(null))
        .bind("expires", Columns.instant(login.expires()))
        .bind("member", login.approvedBy().map(UserId::value).orElse(null))
        .execute();
  }

  @Override
  public boolean approve(SecretHash token, UserId member) {
    return session
            .update(
                """
                UPDATE login SET approved_by = :member
                WHERE token_hash = :token AND (approved_by IS NULL OR approved_by = :member)
                """)
            .bind("token", token.value())
            .bind("member", member.value())
            .execute()
        == 1;
  }

  @Override
  public boolean remove(SecretHash token) {
    return session
            .update("DELETE FROM login WHERE token_hash = :token")
            .bind("token", token.value())
            .execute()
        == 1;
  }

  @Override
  public int countOpen(ApiKey application, Instant instant) {
    return session
        .query(
            """
            SELECT COUNT(*) FROM login
            WHERE application = :application AND expires > :instant AND expires <= :latest
            """)
        .bind("application", application.value())
        .bind("instant", Columns.instant(instant))
        .bind("latest", Columns.instant(instant.plus(Login.LIFETIME)))
        .mapTo(Integer.class)
        .one();
  }
}
