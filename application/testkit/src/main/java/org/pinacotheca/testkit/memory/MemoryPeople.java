package org.pinacotheca.testkit.memory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pinacotheca.application.spi.accounts.CommunityStore;
import org.pinacotheca.application.spi.accounts.GroupStore;
import org.pinacotheca.application.spi.accounts.MemberStore;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Communities, members and groups in memory. */
final class MemoryPeople {
  private MemoryPeople() {}

  record Communities(MemoryTables tables) implements CommunityStore {
    @Override
    public Optional<Community> find(CommunityName name) {
      return tables.communities.find(name.value());
    }

    @Override
    public List<Community> all(int limit) {
      return tables.communities.all().limit(limit).toList();
    }

    @Override
    public void add(Community community) {
      tables.communities.add(community.name().value(), community);
    }
  }

  record Members(MemoryTables tables) implements MemberStore {
    @Override
    public UserId nextId() {
      tables.members.requireWritable();
      return new UserId(tables.counters.members.incrementAndGet());
    }

    @Override
    public Optional<Member> find(UserId id) {
      return tables.members.find(id);
    }

    @Override
    public List<Member> findAll(Set<UserId> ids) {
      return tables.members.all().filter(member -> ids.contains(member.id())).toList();
    }

    @Override
    public Page<Member> search(String part, PageRequest page) {
      return MemoryRecords.page(
          tables
              .members
              .all()
              .filter(member -> MemoryRecords.contains(member.nickname().value(), part))
              .toList(),
          page);
    }

    @Override
    public void add(Member member) {
      tables.members.add(member.id(), member);
    }

    @Override
    public void replace(Member member) {
      tables.members.replace(member.id(), member);
    }

    @Override
    public boolean lockGallery(UserId id) {
      tables.members.requireWritable();
      if (!tables.members.has(id)) {
        return false;
      }
      tables.galleryVersions.put(id, version(id) + 1);
      return true;
    }

    @Override
    public OptionalLong galleryVersion(UserId id) {
      return findActive(id).isPresent() ? OptionalLong.of(version(id)) : OptionalLong.empty();
    }

    private long version(UserId id) {
      return tables.galleryVersions.find(id).orElse(0L);
    }
  }

  record Groups(MemoryTables tables) implements GroupStore {
    @Override
    public GroupId nextId() {
      tables.groups.requireWritable();
      return new GroupId(tables.counters.groups.incrementAndGet());
    }

    @Override
    public Optional<Group> find(GroupId id) {
      return tables.groups.find(id.value());
    }

    @Override
    public Optional<Group> ofMember(UserId member) {
      return tables.groups.all().filter(group -> group.has(member)).findFirst();
    }

    @Override
    public Page<Group> search(String part, PageRequest page) {
      return MemoryRecords.page(
          tables.groups.all().filter(group -> MemoryRecords.contains(group.name(), part)).toList(),
          page);
    }

    @Override
    public void add(Group group) {
      refuseSharedMembers(group);
      tables.groups.add(group.id().value(), group);
    }

    @Override
    public void replace(Group group) {
      refuseSharedMembers(group);
      tables.groups.replace(group.id().value(), group);
    }

    private void refuseSharedMembers(Group group) {
      boolean shared =
          tables
              .groups
              .all()
              .filter(other -> !other.id().equals(group.id()))
              .anyMatch(other -> other.members().stream().anyMatch(group::has));
      if (shared) {
        throw new IllegalStateException(
            "a member of group " + group.id().value() + " is in another group");
      }
    }
  }
}
