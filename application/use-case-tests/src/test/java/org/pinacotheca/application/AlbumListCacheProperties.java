package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.Session;
import org.pinacotheca.testkit.scenario.SessionArbitraries;
import org.pinacotheca.testkit.scenario.SessionRunner;

/** A gallery with cached album lists lists albums like one without. */
class AlbumListCacheProperties {
  private static final int SCENES_MAX = 20;

  /** An album as it is listed, with everything that a viewer sees of it. */
  private record Reported(
      Album album, boolean safe, Optional<String> address, Optional<List<PictureId>> pictures) {}

  @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
  void whatWasListedBeforeMakesNoDifference(@ForAll("sessions") Session session) {
    InMemoryGallery inMemory = InMemoryGallery.keeping(session.commission());
    SampleMembers world = SampleMembers.of(inMemory);
    SessionRunner runner = new SessionRunner(world, new CoreApi(world.gallery()));
    for (Persona buyer : List.of(Persona.BEN, Persona.DORA)) {
      UserId member = world.member(buyer);
      world
          .gallery()
          .creditAccounts()
          .grant(new GrantCredits(member, new Credits(100_000), "to-" + member.value()));
    }
    for (Session.Step step : session.steps()) {
      runner.play(step);
      requireSameLists(inMemory, world);
      inMemory.clock().advance(Duration.ofHours(31));
      requireSameLists(inMemory, world);
    }
  }

  @Provide
  Arbitrary<Session> sessions() {
    return SessionArbitraries.sessions(SCENES_MAX);
  }

  private static void requireSameLists(InMemoryGallery inMemory, SampleMembers world) {
    for (Persona owner : List.of(Persona.ANNA, Persona.DORA)) {
      for (Persona viewer : List.of(Persona.ANNA, Persona.BEN, Persona.DORA)) {
        for (Masking masking : Masking.values()) {
          ListAlbums query = new ListAlbums(world.member(owner), masking == Masking.NONE, masking);
          Caller caller = world.caller(viewer);
          assertThat(reported(world.gallery(), caller, query))
              .as("%s as listed to %s", query, viewer)
              .isEqualTo(reported(fresh(inMemory), caller, query));
        }
      }
    }
  }

  /** A gallery that has listed nothing yet, so that its cache is empty. */
  private static Gallery fresh(InMemoryGallery inMemory) {
    return Gallery.of(
        inMemory.storage(),
        inMemory.files(),
        inMemory.processor(),
        inMemory.secrets(),
        GallerySettings.DEFAULT);
  }

  private static List<Reported> reported(Gallery gallery, Caller caller, ListAlbums query) {
    return listed(gallery, caller, query).albums().stream()
        .map(view ->
            new Reported(
                view.album(),
                view.coverSafe(),
                view.cover().map(links -> links.path(Rendition.THUMB)),
                view.pictureIds()))
        .toList();
  }

  private static ListAlbums.Listed listed(Gallery gallery, Caller caller, ListAlbums query) {
    if (gallery.albums().list(caller, query) instanceof ListAlbums.Listed listed) {
      return listed;
    }
    throw new AssertionError("no list for " + query);
  }

  @Example
  void whileNothingChangesAListIsTheSameObject() {
    InMemoryGallery inMemory = InMemoryGallery.empty();
    SampleMembers world = SampleMembers.of(inMemory);
    ListAlbums query = new ListAlbums(world.member(Persona.ANNA), false, Masking.NONE);
    Caller anna = world.caller(Persona.ANNA);
    ListAlbums.Listed first = listed(world.gallery(), anna, query);
    assertThat(listed(world.gallery(), anna, query)).isSameAs(first);
    assertThat(listed(world.gallery(), world.caller(Persona.BEN), query)).isNotSameAs(first);
    inMemory.clock().advance(GallerySettings.DEFAULT.mediaLinkLifetime());
    assertThat(listed(world.gallery(), anna, query)).isNotSameAs(first);
  }
}
