package org.pinacotheca.persistence.jdbi.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.accounts.MemberStore;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The members of one transaction. */
final class JdbiMemberStore implements MemberStore {
  private static final String COLUMNS = "member_id, nickname, community, suspended";

  private static final NameSearch SEARCH =
      new NameSearch("member", COLUMNS, "nickname", "member_id");

  private static final RowMapper<Member> MEMBER =
      (row, context) ->
          new Member(
              new UserId(row.getInt(1)),
              new Nickname(row.getString(2)),
              Columns.optionalText(row, 3).map(CommunityName::new),
              row.getBoolean(4));

  private final JdbiSession session;

  JdbiMemberStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public UserId nextId() {
    return new UserId(session.nextIds("member_id_sequence", 1).getFirst());
  }

  @Override
  public Optional<Member> find(UserId id) {
    return session
        .query("SELECT " + COLUMNS + " FROM member WHERE member_id = :member")
        .bind("member", id.value())
        .map(MEMBER)
        .findOne();
  }

  @Override
  public List<Member> findAll(Set<UserId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    String named = session.dialect().anyOf("member_id", "members");
    return session
        .query("SELECT " + COLUMNS + " FROM member WHERE " + named + " ORDER BY member_id")
        .bindArray("members", Integer.class, ids.stream().map(UserId::value).toList())
        .map(MEMBER)
        .list();
  }

  @Override
  public void add(Member member) {
    session
        .update(
            """
            INSERT INTO member (member_id, nickname, community, suspended)
            VALUES (:member, :nickname, :community, :suspended)
            """)
        .bind("member", member.id().value())
        .bind("nickname", member.nickname().value())
        .bind("community", member.community().map(CommunityName::value).orElse(null))
        .bind("suspended", member.suspended())
        .execute();
  }

  @Override
  public void replace(Member member) {
    int replaced =
        session
            .update(
                """
                UPDATE member SET nickname = :nickname, community = :community, suspended = :suspended
                WHERE member_id = :member
                """)
            .bind("member", member.id().value())
            .bind("nickname", member.nickname().value())
            .bind("community", member.community().map(CommunityName::value).orElse(null))
            .bind("suspended", member.suspended())
            .execute();
    if (replaced != 1) {
      throw new IllegalStateException("there is no member " + member.id().value() + " to replace");
    }
    session
        .update("UPDATE member_password SET nickname = :nickname WHERE member_id = :member")
        .bind("member", member.id().value())
        .bind("nickname", member.nickname().value())
        .execute();
  }

  @Override
  public Page<Member> search(String part, PageRequest page) {
    return SEARCH.page(session, part, page, MEMBER);
  }

  @Override
  public boolean lockGallery(UserId id) {
    // On both databases a write locks the row; on HSQLDB only a write does.
    return session
            .update(
                "UPDATE member SET gallery_version = gallery_version + 1 WHERE member_id = :member")
            .bind("member", id.value())
            .execute()
        == 1;
  }

  @Override
  public OptionalLong galleryVersion(UserId id) {
    return session
        .query("SELECT gallery_version FROM member WHERE member_id = :member AND suspended = FALSE")
        .bind("member", id.value())
        .map((row, context) -> OptionalLong.of(row.getLong(1)))
        .findOne()
        .orElse(OptionalLong.empty());
  }
}
