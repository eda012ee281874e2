package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

class AccountsTest {
  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Accounts accounts = inMemory.gallery().accounts();

  @Test
  void credentialsAreTheActorsWhomeverTheyActFor() {
    Caller clara = world.caller(Persona.CLARA);
    Caller claraForAnna = clara.actingFor(world.member(Persona.ANNA));
    assertThat(accounts.credentials(claraForAnna)).isEqualTo(accounts.credentials(clara));
    assertThat(accounts.credentials(clara).orElseThrow().isGroupManager()).isTrue();
    assertThat(accounts.credentials(world.caller(Persona.ANNA)).orElseThrow().isGroupManager())
        .isFalse();
    assertThat(accounts.credentials(world.caller(Persona.ANNA)).orElseThrow().group()).isPresent();
    assertThat(accounts.credentials(world.caller(Persona.DORA)).orElseThrow().group()).isEmpty();
  }

  @Test
  void membersSeeWhatOthersDidInTheirName() {
    UserId anna = world.member(Persona.ANNA);
    Caller clara = world.caller(Persona.CLARA);
    Accounts.Activity added = activity(anna).getLast();
    assertThat(added.actor()).isEmpty();
    assertThat(added.action()).isEqualTo(AuditAction.MEMBER_ADDED);
    assertThat(added.target()).isEmpty();
    int before = activity(anna).size();
    CoreApi core = new CoreApi(inMemory.gallery());
    core.call(world.caller(Persona.ANNA), Commands.create(AlbumDraft.named("Mine")));
    core.call(clara.actingFor(anna), Commands.create(AlbumDraft.named("Hers")));
    List<Accounts.Activity> seen = activity(anna);
    assertThat(seen).hasSize(before + 1);
    assertThat(seen.getFirst().actor().orElseThrow().id()).isEqualTo(clara.actor());
    assertThat(seen.getFirst().action()).isEqualTo(AuditAction.ALBUM_CREATED);
    assertThat(seen.getFirst().target()).startsWith("album ");
    assertThat(seen.getFirst().application()).isPresent();
    assertThat(activity(clara.actor()))
        .as("what a manager did for others is not theirs")
        .noneMatch(activity -> activity.action() == AuditAction.ALBUM_CREATED);
  }

  private List<Accounts.Activity> activity(UserId member) {
    Caller caller = Caller.of(member, world.caller(Persona.ANNA).application(), Set.of());
    return accounts.activity(caller, new PageRequest(1, 100)).items();
  }

  @Test
  void onlyAManagerMayActForTheMembersOfTheirGroup() {
    UserId anna = world.member(Persona.ANNA);
    assertThat(pending(world.readerOnly(Persona.DORA).actingFor(anna)))
        .isEqualTo(new Denied(new Denial.ManagesNoGroup()));
    assertThat(pending(world.caller(Persona.EMIL).actingFor(anna)))
        .isEqualTo(new Denied(new Denial.NotInGroup(anna)));
    assertThat(pending(world.caller(Persona.CLARA).actingFor(anna)))
        .isInstanceOf(GetPendingPictures.Read.class);
    assertThat(pending(world.caller(Persona.DORA))).isInstanceOf(GetPendingPictures.Read.class);
  }

  private GetPendingPictures.Outcome pending(Caller caller) {
    GetPendingPictures query = new GetPendingPictures(new PageRequest(1, 50), Masking.NONE);
    return inMemory.gallery().approvals().pending(caller, query);
  }

  @Test
  void aHundredMembersAreLookedUpAtMost() {
    Set<UserId> everyone =
        Arrays.stream(Persona.values()).map(world::member).collect(Collectors.toSet());
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
  void whoOnlySaysThatTheyActForSomebodyFindsNoMoreThanBefore() {
    CoreApi api = new CoreApi(inMemory.gallery());
    UploadPhoto upload = Commands.upload(Optional.empty(), "", SamplePictures.SMALL_PNG);
    assertThat(api.call(world.caller(Persona.ANNA, SampleApplication.NEWCOMER), upload))
        .isInstanceOf(Reply.Done.class);
    UserId anna = world.member(Persona.ANNA);
    FindPictures find =
        new FindPictures(List.of(anna), Optional.empty(), List.of(), new PageRequest(1, 10));
    assertThat(found(world.caller(Persona.ANNA), find)).isEqualTo(1);
    assertThat(found(world.caller(Persona.DORA).actingFor(anna), find)).isZero();
  }

  private long found(Caller caller, FindPictures find) {
    return inMemory.gallery().pictures().find(caller, find).total();
  }
}
