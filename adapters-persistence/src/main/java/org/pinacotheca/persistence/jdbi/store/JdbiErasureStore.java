package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pinacotheca.application.spi.ErasureStore;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The erased members of one transaction. */
final class JdbiErasureStore implements ErasureStore {
  /** The order matters: some statements read what a later one removes. */
  private static final List<String> STEPS =
      List.of(
          """
          INSERT INTO abandoned_media (media_key)
          SELECT media_key FROM picture WHERE owner_id = :member
          """,
          """
          DELETE FROM wrong_pin WHERE viewer_id = :member
            OR album_id IN (SELECT album_id FROM album WHERE owner_id = :member)
          """,
          """
          DELETE FROM share_link_wrong_pin WHERE share_link_id IN
            (SELECT share_link_id FROM share_link WHERE owner_id = :member)
          """,
          "DELETE FROM share_link WHERE owner_id = :member",
          "DELETE FROM picture WHERE owner_id = :member",
          "DELETE FROM album WHERE owner_id = :member",
          "DELETE FROM price_plan WHERE owner_id = :member",
          "DELETE FROM subscription WHERE owner_id = :member OR viewer_id = :member",
          "DELETE FROM album_unlock WHERE owner_id = :member OR viewer_id = :member",
          "DELETE FROM bearer_token WHERE member_id = :member",
          "DELETE FROM refresh_token WHERE member_id = :member",
          "DELETE FROM rpc_session WHERE member_id = :member",
          "DELETE FROM authorization_code WHERE member_id = :member",
          "DELETE FROM member_password WHERE member_id = :member",
          "DELETE FROM invitation WHERE member_id = :member",
          "DELETE FROM wrong_password WHERE member_id = :member",
          "DELETE FROM login WHERE approved_by = :member",
          "DELETE FROM kept_answer WHERE actor_id = :member OR subject_id = :member",
          "DELETE FROM member_group WHERE manager_id = :member",
          "DELETE FROM member_group_place WHERE member_id = :member",
          // The operator's reference may identify the member.
          """
          UPDATE ledger_transfer SET transfer_id = 'erased/' || CAST(number AS VARCHAR(20))
          WHERE reason = 'GRANTED' AND receiver_id = :member
          """,
          // So may the note of a refund.
          """
          UPDATE ledger_transfer SET note = NULL
          WHERE reason = 'REFUNDED' AND (payer_id = :member OR receiver_id = :member)
          """,
          "DELETE FROM member WHERE member_id = :member");

  private final JdbiSession session;

  JdbiErasureStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public boolean isErased(UserId id) {
    return session
        .query("SELECT member_id FROM erased_member WHERE member_id = :member")
        .bind("member", id.value())
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void erase(UserId id, Instant at) {
    session
        .update(
            """
            INSERT INTO erased_member (member_id, erased, finished)
            VALUES (:member, :erased, FALSE)
            """)
        .bind("member", id.value())
        .bind("erased", Columns.instant(at))
        .execute();
    STEPS.forEach(step -> session.update(step).bind("member", id.value()).execute());
  }

  @Override
  public List<MediaKey> abandonedMedia(int limit) {
    return session
        .query("SELECT media_key FROM abandoned_media ORDER BY media_key LIMIT :limit")
        .bind("limit", limit)
        .mapTo(String.class)
        .map(MediaKey::new)
        .list();
  }

  @Override
  public void removeAbandonedMedia(List<MediaKey> deleted) {
    if (deleted.isEmpty()) {
      return;
    }
    PreparedBatch batch = session.batch("DELETE FROM abandoned_media WHERE media_key = :media");
    deleted.forEach(key -> batch.bind("media", key.value()).add());
    batch.execute();
  }

  @Override
  public Set<UserId> unfinished() {
    return session
        .query("SELECT member_id FROM erased_member WHERE finished = FALSE")
        .mapTo(Integer.class)
        .map(UserId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void finish(Set<UserId> erased) {
    if (erased.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session.batch("UPDATE erased_member SET finished = TRUE WHERE member_id = :member");
    erased.forEach(id -> batch.bind("member", id.value()).add());
    batch.execute();
  }
}
