package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.generate.NastyTexts;

/**
 * The contract of the stores of communities, members and groups. Part of {@link StorageContract}.
 */
public interface PeopleStoresContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void communitiesComeByNameInAsciiOrder() {
    StorageFixture fixture = fixture();
    String prefix = StorageFixture.unique();
    List<String> names =
        List.of(
            prefix + "-", prefix + ".B", prefix + "0", prefix + "B", prefix + "_x", prefix + "a");
    fixture.change(tx ->
        names
            .reversed()
            .forEach(n -> tx.communities().add(new Community(new CommunityName(n), "Über 😀 %"))));
    List<Community> all = fixture.read(tx -> tx.communities().all(100_000));
    assertThat(
            all.stream()
                .map(community -> community.name().value())
                .filter(name -> name.startsWith(prefix)))
        .isEqualTo(names);
    assertThat(fixture.list(tx -> tx.communities().all(2))).isEqualTo(all.subList(0, 2));
    assertThat(fixture.maybe(tx -> tx.communities().find(new CommunityName(prefix + "B"))))
        .contains(new Community(new CommunityName(prefix + "B"), "Über 😀 %"));
    assertThat(fixture.maybe(tx -> tx.communities().find(new CommunityName(prefix + "b"))))
        .isEmpty();
  }

  @Test
  default void aCommunityIsAddedOnce() {
    Community community = new Community(new CommunityName(StorageFixture.unique()), "Title");
    fixture().change(tx -> tx.communities().add(community));
    assertThatThrownBy(() -> fixture().change(tx -> tx.communities().add(community)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void aMemberIsFoundAsTheyWereAdded() {
    StorageFixture fixture = fixture();
    CommunityName community = new CommunityName(StorageFixture.unique());
    fixture.change(tx -> tx.communities().add(new Community(community, "Title")));
    for (String text : NastyTexts.oneLine(50)) {
      Member member =
          fixture.write(tx -> {
            Member added =
                new Member(
                    StorageFixture.freeUserId(tx), new Nickname(text), Optional.of(community));
            tx.members().add(added);
            return added;
          });
      assertThat(fixture.maybe(tx -> tx.members().find(member.id()))).contains(member);
    }
  }

  @Test
  default void membersAreFoundByIdAndWhoDoesNotExistIsLeftOut() {
    StorageFixture fixture = fixture();
    UserId first = fixture.member();
    UserId second = fixture.member();
    UserId nobody = fixture.write(StorageFixture::freeUserId);
    List<Member> found = fixture.read(tx -> tx.members().findAll(Set.of(second, nobody, first)));
    assertThat(found.stream().map(Member::id))
        .containsExactlyElementsOf(new TreeSet<>(List.of(first, second)));
    assertThat(fixture.list(tx -> tx.members().findAll(Set.of()))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.members().find(nobody))).isEmpty();
  }

  @Test
  default void aSuspendedMemberIsThereAndTheirGalleryIsNot() {
    StorageFixture fixture = fixture();
    UserId id = fixture.member();
    Member member = fixture.maybe(tx -> tx.members().find(id)).orElseThrow();
    long version = fixture.<OptionalLong>read(tx -> tx.members().galleryVersion(id)).orElseThrow();
    fixture.change(tx -> tx.members().replace(member.suspended(true)));
    fixture.read(tx -> {
      assertThat(tx.members().find(id)).contains(member.suspended(true));
      assertThat(tx.members().findAll(Set.of(id))).containsExactly(member.suspended(true));
      assertThat(tx.members().findActive(id)).isEmpty();
      assertThat(tx.members().galleryVersion(id)).isEmpty();
      return 0;
    });
    fixture.change(tx -> {
      assertThat(tx.members().lockGallery(id)).isTrue();
      tx.members().replace(member);
    });
    assertThat(fixture.maybe(tx -> tx.members().findActive(id))).contains(member);
    assertThat(fixture.<OptionalLong>read(tx -> tx.members().galleryVersion(id)))
        .hasValue(version + 1);
    UserId nobody = fixture.write(StorageFixture::freeUserId);
    Member missing = new Member(nobody, member.nickname(), Optional.empty());
    assertThatThrownBy(() -> fixture.change(tx -> tx.members().replace(missing)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void membersAndGroupsAreFoundByAPartOfTheirNames() {
    StorageFixture fixture = fixture();
    String part = StorageFixture.unique();
    List<Member> named =
        Stream.of(part + "_a%!", "x" + part.toUpperCase(Locale.ROOT), part)
            .map(name ->
                fixture.write(tx -> {
                  Member added =
                      new Member(
                          StorageFixture.freeUserId(tx), new Nickname(name), Optional.empty());
                  tx.members().add(added);
                  return added;
                }))
            .sorted(Comparator.comparing(Member::id))
            .toList();
    Group group =
        fixture.write(tx -> {
          Group added =
              new Group(tx.groups().nextId(), "The " + part, named.getFirst().id(), Set.of());
          tx.groups().add(added);
          return added;
        });
    PageRequest all = new PageRequest(1, 10);
    fixture.read(tx -> {
      assertThat(tx.members().search(part, all).items()).isEqualTo(named);
      assertThat(tx.members().search(part.toUpperCase(Locale.ROOT), all).items()).isEqualTo(named);
      Page<Member> last = tx.members().search(part, new PageRequest(2, 2));
      assertThat(last.items()).containsExactly(named.getLast());
      assertThat(last.total()).isEqualTo(3);
      assertThat(tx.members().search(part, new PageRequest(Integer.MAX_VALUE, 100)).items())
          .isEmpty();
      for (String wildcard : List.of(part + "_a", part + "_a%", part + "_a%!")) {
        assertThat(tx.members().search(wildcard, all).items()).as(wildcard).hasSize(1);
      }
      assertThat(tx.members().search(part + "%!", all).items()).isEmpty();
      assertThat(tx.members().search("", all).total()).isGreaterThanOrEqualTo(3);
      assertThat(tx.groups().search("the " + part, all).items()).containsExactly(group);
      assertThat(tx.groups().search(part + "_", all).items()).isEmpty();
      return 0;
    });
  }

  @Test
  default void aMemberMovedOverKeepsTheGreatestId() {
    StorageFixture fixture = fixture();
    Member member =
        new Member(new UserId(Integer.MAX_VALUE), new Nickname("Last"), Optional.empty());
    if (fixture.read(tx -> tx.members().find(member.id())).isEmpty()) {
      fixture.change(tx -> tx.members().add(member));
    }
    assertThat(fixture.maybe(tx -> tx.members().find(member.id()))).contains(member);
    assertThatThrownBy(() -> fixture.change(tx -> tx.members().add(member)))
        .isInstanceOf(RuntimeException.class);
    assertThat(fixture.member()).isNotEqualTo(member.id());
  }

  @Test
  default void idsAreHandedOutOnceToManyThreads() {
    StorageFixture fixture = fixture();
    int threads = 4;
    int times = 20;
    List<Set<Integer>> handedOut =
        StorageFixture.together(
            threads,
            () -> {
              Set<Integer> ids = new HashSet<>();
              for (int time = 0; time < times; time++) {
                ids.add(fixture.write(tx -> tx.members().nextId()).value());
              }
              return ids;
            });
    Set<Integer> all = new HashSet<>();
    handedOut.forEach(all::addAll);
    assertThat(all).hasSize(threads * times);
    assertThat(fixture.<GroupId>write(tx -> tx.groups().nextId()))
        .isNotEqualTo(fixture.write(tx -> tx.groups().nextId()));
  }

  @Test
  default void aGroupIsFoundByIdAndByMember() {
    StorageFixture fixture = fixture();
    UserId manager = fixture.member();
    UserId member = fixture.member();
    UserId stranger = fixture.member();
    Group group = new Group(freeGroupId(fixture), "Ä '%_ 😀", manager, Set.of(member));
    fixture.change(tx -> tx.groups().add(group));
    fixture.read(tx -> {
      assertThat(tx.groups().find(group.id())).contains(group);
      assertThat(tx.groups().ofMember(manager)).contains(group);
      assertThat(tx.groups().ofMember(member)).contains(group);
      assertThat(tx.groups().ofMember(stranger)).isEmpty();
      return 0;
    });
  }

  @Test
  default void aReplacedGroupHasItsNewManagerAndMembersOnly() {
    StorageFixture fixture = fixture();
    UserId manager = fixture.member();
    UserId member = fixture.member();
    UserId newcomer = fixture.member();
    Group group = new Group(freeGroupId(fixture), "Before", manager, Set.of(member));
    Group replaced = new Group(group.id(), "After", member, Set.of(newcomer));
    fixture.change(tx -> tx.groups().add(group));
    fixture.change(tx -> tx.groups().replace(replaced));
    fixture.read(tx -> {
      assertThat(tx.groups().find(group.id())).contains(replaced);
      assertThat(tx.groups().ofMember(manager)).isEmpty();
      assertThat(tx.groups().ofMember(newcomer)).contains(replaced);
      return 0;
    });
  }

  @Test
  default void aMemberIsInAtMostOneGroup() {
    StorageFixture fixture = fixture();
    UserId manager = fixture.member();
    UserId member = fixture.member();
    UserId otherManager = fixture.member();
    Group group = new Group(freeGroupId(fixture), "One", manager, Set.of(member));
    Group lone = new Group(freeGroupId(fixture), "Two", otherManager, Set.of());
    fixture.change(tx -> tx.groups().add(group));
    Group second = new Group(lone.id(), "Two", otherManager, Set.of(member));
    assertThatThrownBy(() -> fixture.change(tx -> tx.groups().add(second)))
        .isInstanceOf(RuntimeException.class);
    assertThat(fixture.maybe(tx -> tx.groups().find(lone.id()))).isEmpty();
    fixture.change(tx -> tx.groups().add(lone));
    assertThatThrownBy(() -> fixture.change(tx -> tx.groups().replace(second)))
        .isInstanceOf(RuntimeException.class);
    assertThat(fixture.maybe(tx -> tx.groups().ofMember(member))).contains(group);
    assertThat(fixture.maybe(tx -> tx.groups().ofMember(otherManager))).contains(lone);
  }

  private static GroupId freeGroupId(StorageFixture fixture) {
    return fixture.write(tx -> {
      GroupId id = tx.groups().nextId();
      while (tx.groups().find(id).isPresent()) {
        id = tx.groups().nextId();
      }
      return id;
    });
  }
}
