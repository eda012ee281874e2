package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations.NewApplication;
import org.pinacotheca.application.api.accounts.Registrations.NewGroup;
import org.pinacotheca.application.api.accounts.Registrations.NewMember;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.Moderations.Moderated;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** Monitoring and maintenance by the operator. */
class OperationsTest {
  private static final PageRequest HUNDRED = new PageRequest(1, 100);

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final Gallery gallery = inMemory.gallery();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Caller anna = world.caller(Persona.ANNA);

  @Test
  void aSweepRemovesOldFilesWithoutAPictureAndNoOthers() {
    List<PictureId> kept = add(anna, 2);
    inMemory.files().store(new MediaKey("0".repeat(32)), someFiles());
    inMemory.clock().advance(Duration.ofDays(1));
    inMemory.files().store(new MediaKey("1".repeat(32)), someFiles());
    assertThat(gallery.operations().sweep()).isEqualTo(new Swept.Done(0));
    inMemory.clock().advance(Duration.ofMinutes(1));
    assertThat(gallery.operations().sweep()).isEqualTo(new Swept.Done(1));
    assertThat(inMemory.files().keys())
        .hasSize(kept.size() + 1)
        .contains(new MediaKey("1".repeat(32)));
    inMemory.clock().advance(Duration.ofDays(2));
    assertThat(gallery.operations().sweep()).isEqualTo(new Swept.Done(1));
    assertThat(inMemory.files().keys()).hasSize(kept.size());
  }

  @Test
  void theRecordTellsActorAndSubjectOfEveryWrite() {
    Caller clara = world.caller(Persona.CLARA).actingFor(anna.actor());
    List<PictureId> added = add(clara, 1);
    gallery.operations().probe();
    List<AuditEntry> byClara =
        gallery.operations().audit(Optional.of(clara.actor()), Optional.empty(), HUNDRED).items();
    assertThat(byClara)
        .containsExactly(
            AuditEntry.of(
                inMemory.clock().instant(),
                clara,
                AuditAction.PICTURES_ADDED,
                "pictures " + added.getFirst().value()));
    assertThat(byClara.getFirst().subject()).contains(anna.actor());
  }

  @Test
  void aModeratorRemovesAllOrNone() {
    List<PictureId> annas = add(anna, 2);
    List<PictureId> bens = add(world.caller(Persona.BEN), 1);
    PictureId missing = new PictureId(1_000_000);
    assertThat(gallery.moderations().remove(List.of(annas.get(0), missing)))
        .isEqualTo(new Moderated.Missing(List.of(missing)));
    assertThat(gallery.moderations().confirm(List.of(missing), true))
        .isEqualTo(new Moderated.Missing(List.of(missing)));
    assertThat(inMemory.files().keys()).hasSize(3);
    assertThat(gallery.moderations().remove(List.of(bens.get(0), annas.get(0))))
        .isEqualTo(new Moderated.Done());
    assertThat(inMemory.files().keys()).hasSize(1);
    assertThat(gallery.moderations().remove(List.of(annas.get(0))))
        .isEqualTo(new Moderated.Missing(List.of(annas.get(0))));
  }

  @Test
  void aModeratorsWordOnManyPicturesIsOnRecordInFull() {
    List<PictureId> first = add(anna, 50);
    List<PictureId> second = add(anna, 50);
    List<PictureId> third = add(anna, 50);
    List<PictureId> all = List.of(first, second, third).stream().flatMap(List::stream).toList();
    assertThat(gallery.moderations().confirm(all, true)).isEqualTo(new Moderated.Done());
    List<AuditEntry> words =
        gallery
            .operations()
            .audit(Optional.empty(), Optional.of(anna.actor()), HUNDRED)
            .items()
            .stream()
            .filter(entry -> entry.action() == AuditAction.PICTURES_MODERATED)
            .toList();
    assertThat(words).hasSize(3);
    assertThat(words.getLast().target()).endsWith("," + third.getLast().value());
  }

  @Test
  void askingTwiceForTheSameIsRegisteredBothTimesAndAnythingElseAConflict() {
    Community community = new Community(new CommunityName("site"), "Site");
    assertRegisteredTwice(c -> gallery.registrations().addCommunity(c), community);
    assertThat(
            gallery.registrations().addCommunity(new Community(community.name(), "Another title")))
        .isInstanceOf(Registration.Conflict.class);
    NewMember member =
        new NewMember(
            Optional.of(new UserId(500)), new Nickname("Fred"), Optional.of(community.name()));
    assertRegisteredTwice(m -> gallery.registrations().addMember(m), member);
    assertThat(
            gallery
                .registrations()
                .addMember(new NewMember(member.id(), new Nickname("Other"), Optional.empty())))
        .isInstanceOf(Registration.Conflict.class);
    NewGroup group = new NewGroup(Optional.of(new GroupId(77)), "Group", new UserId(500), Set.of());
    assertRegisteredTwice(g -> gallery.registrations().addGroup(g), group);
    assertThat(
            gallery
                .registrations()
                .addGroup(new NewGroup(group.id(), "Other", new UserId(500), Set.of())))
        .isInstanceOf(Registration.Conflict.class);
    NewApplication application = application(Optional.of(new ApiKey("app")), "App");
    assertRegisteredTwice(a -> gallery.registrations().addApplication(a), application);
    assertThat(
            gallery
                .registrations()
                .addApplication(application(Optional.of(new ApiKey("app")), "Other")))
        .isInstanceOf(Registration.Conflict.class);
  }

  @Test
  void whatDoesNotExistIsNamed() {
    Optional<CommunityName> unknown = Optional.of(new CommunityName("nowhere"));
    assertThat(
            gallery
                .registrations()
                .addMember(new NewMember(Optional.empty(), new Nickname("x"), unknown)))
        .isEqualTo(new Registration.Unknown<Member>("There is no community 'nowhere'."));
    UserId nobody = new UserId(1_000_000);
    assertThat(
            gallery
                .registrations()
                .addGroup(new NewGroup(Optional.empty(), "Group", nobody, Set.of())))
        .isEqualTo(new Registration.Unknown<Group>("There is no member 1000000."));
    Group missing = new Group(new GroupId(9999), "Group", anna.actor(), Set.of());
    assertThat(gallery.registrations().replaceGroup(missing))
        .isEqualTo(new Registration.Unknown<Group>("There is no group 9999."));
  }

  @Test
  void aMemberIsInOneGroup() {
    NewGroup second =
        new NewGroup(Optional.empty(), "Second", world.member(Persona.DORA), Set.of(anna.actor()));
    assertThat(gallery.registrations().addGroup(second)).isInstanceOf(Registration.Conflict.class);
    Optional<Group> claras = gallery.accounts().credentials(anna).orElseThrow().group();
    Group without =
        new Group(claras.orElseThrow().id(), "Clara's", world.member(Persona.CLARA), Set.of());
    assertThat(gallery.registrations().replaceGroup(without))
        .isEqualTo(new Registration.Registered<>(without));
    assertThat(gallery.registrations().addGroup(second))
        .isInstanceOf(Registration.Registered.class);
    assertThat(
            gallery
                .accounts()
                .credentials(world.caller(Persona.DORA))
                .orElseThrow()
                .isGroupManager())
        .isTrue();
    assertThat(gallery.accounts().credentials(anna).orElseThrow().isGroupManager()).isFalse();
  }

  @Test
  void freshMembersPassOverNumbersThatWereMovedOver() {
    int next = Persona.values().length + 1;
    for (int taken = next; taken < next + 3; taken++) {
      NewMember moved =
          new NewMember(
              Optional.of(new UserId(taken)), new Nickname("Moved " + taken), Optional.empty());
      assertThat(gallery.registrations().addMember(moved))
          .isInstanceOf(Registration.Registered.class);
    }
    NewMember fresh = new NewMember(Optional.empty(), new Nickname("Fresh"), Optional.empty());
    assertThat(gallery.registrations().addMember(fresh))
        .isEqualTo(
            new Registration.Registered<>(
                new Member(new UserId(next + 3), new Nickname("Fresh"), Optional.empty())));
  }

  @Test
  void anApplicationWithoutKeyAndSecretIsGivenThem() {
    if (gallery.registrations().addApplication(application(Optional.empty(), "App"))
        instanceof Registration.Registered<ClientApplication>(ClientApplication added)) {
      assertThat(added.key().value()).hasSize(32);
      assertThat(added.secret().value()).hasSize(32).isNotEqualTo(added.key().value());
      assertThat(added.toString()).doesNotContain(added.secret().value());
    } else {
      throw new AssertionError("the application was not added");
    }
  }

  @Test
  void tokensThatExpiredAreSweptAway() {
    String bearer = world.bearerToken(anna);
    SecretHash hash = SecretHash.of(bearer);
    inMemory.clock().advance(Duration.ofMinutes(20));
    assertThat(gallery.operations().sweep()).isEqualTo(new Swept.Done(0));
    assertThat(isKept(hash)).as("at the instant it ends it had not ended before").isTrue();
    inMemory.clock().advance(Duration.ofNanos(1000));
    assertThat(gallery.operations().sweep()).isEqualTo(new Swept.Done(0));
    assertThat(isKept(hash)).isFalse();
  }

  private boolean isKept(SecretHash token) {
    return inMemory
        .storage()
        .<Boolean>read(tx -> tx.tokens().find(TokenGrant.Kind.BEARER, token).isPresent());
  }

  private static <W, T> void assertRegisteredTwice(
      Function<W, Registration<T>> register, W wanted) {
    Registration<T> first = register.apply(wanted);
    assertThat(first).isInstanceOf(Registration.Registered.class);
    assertThat(register.apply(wanted)).isEqualTo(first);
  }

  private static NewApplication application(Optional<ApiKey> key, String name) {
    return new NewApplication(
        name, key, Optional.empty(), Optional.empty(), false, List.of(), false, Optional.empty());
  }

  private static RenderedPicture someFiles() {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      files.put(rendition, new byte[] {1});
    }
    return new RenderedPicture(ImageFormat.PNG, 1, 1, files);
  }

  private List<PictureId> add(Caller caller, int count) {
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    AddPictures command = new AddPictures(Optional.empty(), Collections.nCopies(count, picture));
    if (gallery.pictures().add(caller, command) instanceof AddPictures.Added(var ids)) {
      return ids;
    }
    throw new AssertionError("the pictures were not added");
  }
}
