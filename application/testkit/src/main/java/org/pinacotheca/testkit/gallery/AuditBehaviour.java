package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** What is audited. Part of {@link GalleryContract}; every refusal there must not be. */
public interface AuditBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void everyWriteIsAuditedOnceWithItsTarget() {
    GalleryFixture fixture = fixture();
    fixture.useCases();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, Commands.locked("locked", "a7Z3", "0.50"));
    fixture.done(anna, Commands.update(album, Commands.locked("again", "a7Z3", "0.50")));
    PictureId picture = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG).getFirst();
    fixture.done(anna, Commands.describe(picture, "Title", "", Optional.of(album), false));
    fixture.done(anna, Commands.remove(picture));
    fixture.done(anna, Commands.offer(Commands.plan(1, 50)));
    PictureId approved = fixture.uploadPending(Persona.ANNA, Optional.of(album)).id();
    PictureId rejected = fixture.uploadPending(Persona.ANNA, Optional.of(album)).id();
    fixture.done(anna, Commands.approve(approved));
    fixture.done(anna, Commands.reject(rejected));
    Caller ben = fixture.as(Persona.BEN);
    fixture.done(
        fixture.as(Persona.EMIL),
        Commands.grant(fixture.id(Persona.BEN), 100, "audit-" + ben.actor().value()));
    fixture.done(ben, Commands.unlock(album, "a7Z3"));
    fixture.done(ben, Commands.unlock(album, "a7Z3"));
    fixture.done(
        ben,
        new Subscribe(fixture.id(Persona.ANNA), fixture.plan(Persona.ANNA, 1), Optional.empty()));
    fixture.done(anna, new RemoveAlbum(album, true));
    List<AuditEntry> entries = audited(fixture, Optional.of(Persona.ANNA), Optional.empty());
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            AuditAction.ALBUM_CREATED,
            AuditAction.ALBUM_UPDATED,
            AuditAction.PICTURES_ADDED,
            AuditAction.PICTURE_UPDATED,
            AuditAction.PICTURES_REMOVED,
            AuditAction.PRICE_PLANS_REPLACED,
            AuditAction.PICTURES_ADDED,
            AuditAction.PICTURES_ADDED,
            AuditAction.PICTURES_APPROVED,
            AuditAction.PICTURES_REJECTED,
            AuditAction.ALBUM_REMOVED);
    assertThat(entries.getFirst().target()).contains(Integer.toString(album.value()));
    assertThat(entries.get(3).target()).contains(Integer.toString(picture.value()));
    assertThat(entries.getFirst().at()).isEqualTo(fixture.world().clock().instant());
    assertThat(audited(fixture, Optional.of(Persona.BEN), Optional.empty()))
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.ALBUM_UNLOCKED, AuditAction.SUBSCRIBED);
  }

  @Test
  default void whoActsForAnotherIsTheActorAndTheOtherTheSubject() {
    GalleryFixture fixture = fixture();
    fixture.useCases();
    Caller clara = fixture.as(Persona.CLARA, SampleApplication.NEWCOMER);
    AlbumId album = fixture.createAlbum(clara.actingFor(fixture.id(Persona.ANNA)), "by Clara");
    fixture.createAlbum(clara, "Clara's own");
    assertThat(audited(fixture, Optional.of(Persona.CLARA), Optional.of(Persona.ANNA)))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actor()).contains(fixture.id(Persona.CLARA));
          assertThat(entry.subject()).contains(fixture.id(Persona.ANNA));
          assertThat(entry.application()).contains(clara.application());
          assertThat(entry.action()).isEqualTo(AuditAction.ALBUM_CREATED);
          assertThat(entry.target()).contains(Integer.toString(album.value()));
        });
    assertThat(audited(fixture, Optional.of(Persona.ANNA), Optional.empty())).isEmpty();
    assertThat(audited(fixture, Optional.of(Persona.CLARA), Optional.of(Persona.CLARA))).hasSize(1);
  }

  @Test
  default void whatTheOperatorDoesHasNoActor() {
    GalleryFixture fixture = fixture();
    fixture.useCases();
    UserId dora = fixture.id(Persona.DORA);
    fixture.done(fixture.as(Persona.EMIL), Commands.grant(dora, 1, "audit-" + dora.value()));
    fixture.useCases().suspensions().suspend(dora, true);
    fixture.useCases().suspensions().suspend(dora, false);
    assertThat(audited(fixture, Optional.empty(), Optional.of(Persona.DORA)))
        .extracting(AuditEntry::action)
        .containsSubsequence(
            AuditAction.CREDITS_GRANTED, AuditAction.MEMBER_SUSPENDED, AuditAction.MEMBER_RESUMED);
    assertThat(audited(fixture, Optional.empty(), Optional.of(Persona.DORA)))
        .allMatch(entry -> entry.actor().isEmpty() && entry.application().isEmpty());
  }

  @Test
  default void nothingRefusedIsAudited() {
    GalleryFixture fixture = fixture();
    fixture.useCases();
    AlbumId album =
        fixture.createAlbum(fixture.as(Persona.ANNA), Commands.locked("locked", "a7Z3", "0.50"));
    fixture.refused(
        fixture.readerOnly(Persona.ANNA),
        Commands.create(AlbumDraft.named("refused")),
        Denial.ScopeMissing.class);
    fixture.refused(
        fixture.as(Persona.BEN), Commands.unlock(album, "a7Z3"), NotEnoughCredits.class);
    assertThat(audited(fixture, Optional.of(Persona.ANNA), Optional.empty())).hasSize(1);
    assertThat(audited(fixture, Optional.of(Persona.BEN), Optional.empty())).isEmpty();
  }

  private static List<AuditEntry> audited(
      GalleryFixture fixture, Optional<Persona> actor, Optional<Persona> subject) {
    return fixture
        .useCases()
        .operations()
        .audit(actor.map(fixture::id), subject.map(fixture::id), new PageRequest(1, 100))
        .items();
  }
}
