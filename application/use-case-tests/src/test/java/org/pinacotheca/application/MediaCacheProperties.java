package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.Session;
import org.pinacotheca.testkit.scenario.SessionArbitraries;
import org.pinacotheca.testkit.scenario.SessionRunner;

/** A gallery that knows pictures finds the same ones as a gallery that knows none. */
class MediaCacheProperties {
  private static final int SCENES_MAX = 20;

  @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
  void whatWasFoundBeforeMakesNoDifference(@ForAll("sessions") Session session) {
    InMemoryGallery inMemory = InMemoryGallery.keeping(session.commission());
    SampleMembers world = SampleMembers.of(inMemory);
    SessionRunner runner = new SessionRunner(world, new CoreApi(world.gallery()));
    Set<String> issued = new TreeSet<>();
    for (Session.Step step : session.steps()) {
      runner.play(step);
      Gallery fresh = inMemory.sharing(session.commission());
      for (Persona owner : List.of(Persona.ANNA, Persona.DORA)) {
        issued.addAll(addresses(fresh, world, owner));
      }
      for (String path : issued) {
        boolean exists = fresh.mediaFiles().find(path).isPresent();
        if (!exists) {
          assertThat(world.gallery().mediaFiles().known(path)).as(path).isEmpty();
        }
        assertThat(world.gallery().mediaFiles().find(path).isPresent()).isEqualTo(exists);
        assertThat(world.gallery().mediaFiles().known(path).isPresent()).isEqualTo(exists);
      }
    }
  }

  private static List<String> addresses(Gallery gallery, SampleMembers world, Persona owner) {
    GetGallery query =
        new GetGallery(
            world.member(owner),
            Optional.empty(),
            PictureOrder.DATE_UPLOADED,
            new PageRequest(1, PageRequest.SIZE_MAX),
            Masking.NONE);
    return gallery.pictures().gallery(world.caller(owner), query)
            instanceof GetGallery.Read(var _, var page)
        ? page.items().stream()
            .map(view -> view.links().orElseThrow().path(Rendition.SMALL))
            .toList()
        : List.of();
  }

  @Provide
  Arbitrary<Session> sessions() {
    return SessionArbitraries.sessions(SCENES_MAX);
  }
}
