package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.spi.accounts.CredentialStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.PasswordHash;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The passwords and invitations of one transaction. */
record JdbiCredentialStore(JdbiSession session) implements CredentialStore {
  private static final WrongAttempts WRONG =
      new WrongAttempts("wrong_password", "wrong_password_id", "member_id");

  @Override
  public Optional<PasswordHash> password(UserId member) {
    return session
        .query("SELECT password_hash FROM member_password WHERE member_id = :member")
        .bind("member", member.value())
        .mapTo(String.class)
        .findOne()
        .map(PasswordHash::new);
  }

  @Override
  public List<UserId> named(String nickname, int limit) {
    return session
        .query(
            """
            SELECT member_id FROM member_password WHERE nickname = :nickname
            ORDER BY member_id LIMIT :limit
            """)
        .bind("nickname", nickname)
        .bind("limit", limit)
        .map((row, context) -> new UserId(row.getInt(1)))
        .list();
  }

  @Override
  public void putPassword(UserId member, PasswordHash password) {
    int replaced =
        session
            .update(
                "UPDATE member_password SET password_hash = :password WHERE member_id = :member")
            .bind("member", member.value())
            .bind("password", password.value())
            .execute();
    if (replaced == 0) {
      session
          .update(
              """
              INSERT INTO member_password (member_id, nickname, password_hash)
              SELECT member_id, nickname, :password FROM member WHERE member_id = :member
              """)
          .bind("member", member.value())
          .bind("password", password.value())
          .execute();
    }
  }

  @Override
  public Optional<Invitation> invitation(SecretHash token) {
    return session
        .query("SELECT member_id, expires FROM invitation WHERE token_hash = :token")
        .bind("token", token.value())
        .map((row, context) ->
            new Invitation(token, new UserId(row.getInt(1)), Columns.instant(row, 2)))
        .findOne();
  }

  @Override
  public void addInvitation(Invitation invitation) {
    session
        .update(
            """
            INSERT INTO invitation (member_id, token_hash, expires)
            VALUES (:member, :token, :expires)
            """)
        .bind("member", invitation.member().value())
        .bind("token", invitation.token().value())
        .bind("expires", Columns.instant(invitation.expires()))
        .execute();
  }

  @Override
  public void removeInvitation(UserId member) {
    session
        .update("DELETE FROM invitation WHERE member_id = :member")
        .bind("member", member.value())
        .execute();
  }

  @Override
  public void addWrongPassword(UserId member, String origin, WrongPinAttempt attempt) {
    WRONG.add(session, member.value(), origin, attempt);
  }

  @Override
  public List<WrongPinAttempt> wrongPasswords(
      UserId member, String origin, Instant end, int limit) {
    return WRONG.latest(session, member.value(), origin, end, limit);
  }

  @Override
  public Optional<Instant> wrongPassword(UserId member, Instant end, int nth) {
    return WRONG.given(session, member.value(), end, nth);
  }
}
