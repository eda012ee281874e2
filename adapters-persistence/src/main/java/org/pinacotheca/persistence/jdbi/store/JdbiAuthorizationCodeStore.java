package org.pinacotheca.persistence.jdbi.store;

import java.util.Optional;
import org.pinacotheca.application.spi.accounts.AuthorizationCodeStore;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.authorization.CodeChallenge;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The authorization codes of one transaction. */
record JdbiAuthorizationCodeStore(JdbiSession session) implements AuthorizationCodeStore {
  @Override
  public Optional<AuthorizationCode> find(SecretHash code) {
    return session
        .query(
            """
            SELECT member_id, application, redirect_uri, scopes, challenge, expires, family
            FROM authorization_code WHERE code_hash = :code
            """)
        .bind("code", code.value())
        .map((row, context) ->
            new AuthorizationCode(
                code,
                new UserId(row.getInt(1)),
                new ApiKey(row.getString(2)),
                new RedirectUri(row.getString(3)),
                Columns.scopes(row, 4),
                Columns.optionalText(row, 5).map(CodeChallenge::new),
                Columns.instant(row, 6),
                Columns.optionalText(row, 7).map(SecretHash::new)))
        .findOne();
  }

  @Override
  public void add(AuthorizationCode code) {
    session
        .update(
            """
            INSERT INTO authorization_code
              (code_hash, member_id, application, redirect_uri, scopes, challenge, expires, family)
            VALUES (:code, :member, :application, :redirectUri, :scopes, :challenge, :expires, :family)
            """)
        .bind("code", code.code().value())
        .bind("member", code.member().value())
        .bind("application", code.application().value())
        .bind("redirectUri", code.redirectUri().value())
        .bind("scopes", Columns.words(code.scopes()))
        .bind("challenge", code.challenge().map(CodeChallenge::value).orElse(null))
        .bind("expires", Columns.instant(code.expires()))
        .bind("family", code.family().map(SecretHash::value).orElse(null))
        .execute();
  }

  @Override
  public void replaceFamily(AuthorizationCode code) {
    session
        .update("UPDATE authorization_code SET family = :family WHERE code_hash = :code")
        .bind("code", code.code().value())
        .bind("family", code.family().map(SecretHash::value).orElse(null))
        .execute();
  }
}
