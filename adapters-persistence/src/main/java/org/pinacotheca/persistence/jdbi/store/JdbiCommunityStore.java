package org.pinacotheca.persistence.jdbi.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.accounts.CommunityStore;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The communities of one transaction. */
final class JdbiCommunityStore implements CommunityStore {
  private static final RowMapper<Community> COMMUNITY =
      (row, context) -> new Community(new CommunityName(row.getString(1)), row.getString(2));

  private final JdbiSession session;

  JdbiCommunityStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Optional<Community> find(CommunityName name) {
    return session
        .query("SELECT name, title FROM community WHERE name = :name")
        .bind("name", name.value())
        .map(COMMUNITY)
        .findOne();
  }

  @Override
  public List<Community> all(int limit) {
    return session
        .query("SELECT name, title FROM community ORDER BY name LIMIT :limit")
        .bind("limit", limit)
        .map(COMMUNITY)
        .list();
  }

  @Override
  public void add(Community community) {
    session
        .update("INSERT INTO community (name, title) VALUES (:name, :title)")
        .bind("name", community.name().value())
        .bind("title", community.title())
        .execute();
  }
}
