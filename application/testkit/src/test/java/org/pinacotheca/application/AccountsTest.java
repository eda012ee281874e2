package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.CoreDoor;
import org.pinacotheca.testkit.scenario.Program;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.Role;
import org.pinacotheca.testkit.scenario.World;

class AccountsTest {
  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final World world = World.of(inMemory);
  private final Accounts accounts = inMemory.gallery().accounts();

  @Test
  void credentialsAreTheActorsWhomeverHeActsFor() {
    Caller clara = world.caller(Role.CLARA);
    Caller claraForAnna = clara.actingFor(world.member(Role.ANNA));
    assertThat(accounts.credentials(claraForAnna)).isEqualTo(accounts.credentials(clara));
    assertThat(accounts.credentials(clara).orElseThrow().isGroupManager()).isTrue();
    assertThat(accounts.credentials(world.caller(Role.ANNA)).orElseThrow().isGroupManager())
        .isFalse();
    assertThat(accounts.credentials(world.caller(Role.ANNA)).orElseThrow().group()).isPresent();
    assertThat(accounts.credentials(world.caller(Role.DORA)).orElseThrow().group()).isEmpty();
  }

  @Test
  void onlyAManagerMayActForTheMembersOfTheirGroup() {
    UserId anna = world.member(Role.ANNA);
    assertThat(accounts.denial(world.readerOnly(Role.DORA).actingFor(anna)))
        .contains(new Denial.ManagesNoGroup());
    assertThat(accounts.denial(world.caller(Role.EMIL).actingFor(anna)))
        .contains(new Denial.NotInGroup(anna));
    assertThat(accounts.denial(world.caller(Role.CLARA).actingFor(anna))).isEmpty();
    assertThat(accounts.denial(world.caller(Role.DORA))).isEmpty();
  }

  @Test
  void aHundredMembersAreLookedUpAtMost() {
    Set<UserId> everyone =
        Arrays.stream(Role.values()).map(world::member).collect(Collectors.toSet());
    assertThat(accounts.members(everyone).stream().map(Member::id))
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(everyone);
    Set<UserId> tooMany =
        IntStream.rangeClosed(1, 101).mapToObj(UserId::new).collect(Collectors.toSet());
    assertThatThrownBy(() -> accounts.members(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("101");
  }

  @Test
  void whoOnlySaysThatHeActsForSomebodyFindsNoMoreThanBefore() {
    CoreDoor door = new CoreDoor(inMemory.gallery());
    Call upload =
        new Call.UploadPhoto(Optional.empty(), Optional.empty(), SamplePictures.SMALL_PNG);
    assertThat(door.call(world.caller(Role.ANNA, Program.NEWCOMER), upload))
        .isInstanceOf(Reply.Done.class);
    UserId anna = world.member(Role.ANNA);
    FindPictures find =
        new FindPictures(
            List.of(anna), Optional.empty(), List.of(), OptionalInt.empty(), OptionalInt.empty());
    assertThat(found(world.caller(Role.ANNA), find)).isEqualTo(1);
    assertThat(found(world.caller(Role.DORA).actingFor(anna), find)).isZero();
  }

  private long found(Caller caller, FindPictures find) {
    return inMemory.gallery().pictures().find(caller, find) instanceof FindPictures.Found(var page)
        ? page.total()
        : -1;
  }
}
