package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupTest {
  @Test
  void theManagerIsAMemberWhetherNamedOrNot() {
    UserId manager = new UserId(1);
    UserId member = new UserId(2);
    Group group = new Group(new GroupId(1), "Group", manager, Set.of(member));
    assertThat(group.members()).containsExactlyInAnyOrder(manager, member);
    assertThat(group.has(manager)).isTrue();
    assertThat(group.has(new UserId(3))).isFalse();
    assertThat(group)
        .isEqualTo(new Group(new GroupId(1), "Group", manager, Set.of(manager, member)));
  }

  @Test
  void aGroupHasAThousandMembersAtMost() {
    Set<UserId> thousand =
        IntStream.rangeClosed(1, 1000).mapToObj(UserId::new).collect(Collectors.toSet());
    assertThat(new Group(new GroupId(1), "Group", new UserId(1), thousand).members()).hasSize(1000);
    assertThatThrownBy(() -> new Group(new GroupId(1), "Group", new UserId(1001), thousand))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1001");
  }

  @Test
  void assignedIdsArePositive() {
    for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> UserId.assignable(bad)).hasMessageContaining(String.valueOf(bad));
      assertThatThrownBy(() -> new GroupId(bad)).hasMessageContaining(String.valueOf(bad));
    }
  }
}
