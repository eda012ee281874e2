package org.pinacotheca.persistence.jdbi.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pinacotheca.application.spi.accounts.GroupStore;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * The groups of one transaction; a separate table, keyed by member, allows each member only one
 * group.
 */
final class JdbiGroupStore implements GroupStore {
  private static final NameSearch SEARCH =
      new NameSearch("member_group", "group_id", "name", "group_id");

  private final JdbiSession session;

  JdbiGroupStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public GroupId nextId() {
    return new GroupId(session.nextIds("member_group_id_sequence", 1).getFirst());
  }

  @Override
  public Optional<Group> find(GroupId id) {
    return group(
        """
        SELECT g.group_id, g.name, g.manager_id, p.member_id
        FROM member_group g JOIN member_group_place p ON p.group_id = g.group_id
        WHERE g.group_id = :id
        """,
        id.value());
  }

  @Override
  public Optional<Group> ofMember(UserId member) {
    return group(
        """
        SELECT g.group_id, g.name, g.manager_id, p.member_id
        FROM member_group_place mine
        JOIN member_group g ON g.group_id = mine.group_id
        JOIN member_group_place p ON p.group_id = g.group_id
        WHERE mine.member_id = :id
        """,
        member.value());
  }

  private Optional<Group> group(String sql, int id) {
    List<Place> places =
        session
            .query(sql)
            .bind("id", id)
            .map((row, context) ->
                new Place(row.getInt(1), row.getString(2), row.getInt(3), row.getInt(4)))
            .list();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    Place any = places.getFirst();
    Set<UserId> members = new HashSet<>();
    places.forEach(place -> members.add(new UserId(place.member)));
    return Optional.of(
        new Group(new GroupId(any.group), any.name, new UserId(any.manager), members));
  }

  @Override
  public Page<Group> search(String part, PageRequest page) {
    return SEARCH
        .page(session, part, page, (row, context) -> new GroupId(row.getInt(1)))
        .map(id -> find(id).orElseThrow());
  }

  @Override
  public void add(Group group) {
    session
        .update(
            "INSERT INTO member_group (group_id, name, manager_id) VALUES (:group, :name,"
                + " :manager)")
        .bind("group", group.id().value())
        .bind("name", group.name())
        .bind("manager", group.manager().value())
        .execute();
    addPlaces(group.id(), group.members());
  }

  @Override
  public void replace(Group group) {
    session
        .update(
            "UPDATE member_group SET name = :name, manager_id = :manager WHERE group_id = :group")
        .bind("group", group.id().value())
        .bind("name", group.name())
        .bind("manager", group.manager().value())
        .execute();
    Set<UserId> before =
        session
            .query("SELECT member_id FROM member_group_place WHERE group_id = :group")
            .bind("group", group.id().value())
            .map((row, context) -> new UserId(row.getInt(1)))
            .set();
    Set<UserId> leaving = new HashSet<>(before);
    leaving.removeAll(group.members());
    Set<UserId> joining = new HashSet<>(group.members());
    joining.removeAll(before);
    removePlaces(group.id(), leaving);
    addPlaces(group.id(), joining);
  }

  private void addPlaces(GroupId group, Collection<UserId> members) {
    if (members.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session.batch(
            "INSERT INTO member_group_place (member_id, group_id) VALUES (:member, :group)");
    members.forEach(
        member -> batch.bind("member", member.value()).bind("group", group.value()).add());
    batch.execute();
  }

  private void removePlaces(GroupId group, Collection<UserId> members) {
    if (members.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session.batch(
            "DELETE FROM member_group_place WHERE member_id = :member AND group_id = :group");
    members.forEach(
        member -> batch.bind("member", member.value()).bind("group", group.value()).add());
    batch.execute();
  }

  private record Place(int group, String name, int manager, int member) {}
}
