package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.LARGE_PNG;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;
import org.pinacotheca.application.api.sharing.PinRequired;
import org.pinacotheca.application.api.sharing.RemoveShareLink;
import org.pinacotheca.application.api.sharing.ShareLinkNotFound;
import org.pinacotheca.application.api.sharing.TooManyShareLinks;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.domain.sharing.SharePin;
import org.pinacotheca.domain.sharing.ShareTerms;
import org.pinacotheca.domain.sharing.ShareToken;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;

/** How albums are shared by links. Part of {@link GalleryContract}. */
public interface SharingBehaviour {
  /** No visitor was given this visit id. */
  String NEW_VISITOR = "";

  /** The API under test. */
  GalleryFixture fixture();

  private AlbumId lockedAlbum() {
    Caller anna = fixture().as(Persona.ANNA);
    AlbumId album = fixture().createAlbum(anna, Commands.locked("locked", "a7Z3", "2.50"));
    fixture().add(anna, Optional.of(album), SMALL_PNG, LARGE_PNG);
    return album;
  }

  private CreateShareLink.Created share(AlbumId album, UnaryOperator<ShareTerms> terms) {
    return fixture()
        .done(
            fixture().as(Persona.ANNA),
            new CreateShareLink(album, terms.apply(ShareTerms.labelled("Aunt Ida"))),
            CreateShareLink.Created.class);
  }

  private static VisitShareLink visit(ShareToken token, Optional<String> pin, String visit) {
    return new VisitShareLink(
        token, pin.map(SharePin::new), visit, "", new PageRequest(1, 50), Masking.NONE);
  }

  /** A visitor has no token; the API takes no notice of the caller. */
  private VisitShareLink.Visited visited(VisitShareLink command) {
    return fixture().done(fixture().as(Persona.DORA), command, VisitShareLink.Visited.class);
  }

  private VisitShareLink.Visited visited(ShareToken token, String visit) {
    return visited(visit(token, Optional.empty(), visit));
  }

  private void refused(ShareToken token, Optional<String> pin, String visit, Class<?> refusal) {
    fixture().refused(fixture().as(Persona.DORA), visit(token, pin, visit), refusal);
  }

  private List<ShareLink> links(Optional<AlbumId> album) {
    return fixture()
        .done(fixture().as(Persona.ANNA), new GetShareLinks(album), GetShareLinks.Listed.class)
        .links();
  }

  private ShareLink only(AlbumId album) {
    return links(Optional.of(album)).getFirst();
  }

  private static String path(PictureView view) {
    return URI.create(view.links().orElseThrow().path(Rendition.ORIGINAL)).getPath();
  }

  private boolean opens(String path) {
    return fixture().world().gallery().mediaFiles().find(path).isPresent();
  }

  @Test
  default void aVisitorSeesALockedAlbumAndIsCountedOnce() {
    AlbumId album = lockedAlbum();
    fixture().add(fixture().as(Persona.ANNA), Optional.empty(), SMALL_PNG);
    CreateShareLink.Created created = share(album, terms -> terms);
    assertThat(created.link().visits()).isZero();
    assertThat(created.link().label()).isEqualTo("Aunt Ida");
    VisitShareLink.Visited first = visited(created.token(), NEW_VISITOR);
    assertThat(first.album().name().value()).isEqualTo("locked");
    assertThat(first.owner().nickname().value()).isEqualTo("ANNA");
    assertThat(first.pictures().total()).isEqualTo(2);
    assertThat(first.download()).isFalse();
    assertThat(first.pictures().items())
        .hasSize(2)
        .allMatch(view -> view.picture().album().equals(Optional.of(album)))
        .allMatch(view -> opens(path(view)));
    assertThat(visited(created.token(), first.visit()).visit()).isEqualTo(first.visit());
    assertThat(only(album).visits()).isEqualTo(1);
    assertThat(only(album).lastVisit()).isPresent();
    visited(created.token(), NEW_VISITOR);
    visited(created.token(), "0".repeat(first.visit().length()));
    assertThat(only(album).visits()).isEqualTo(3);
  }

  @Test
  default void originalsAreShownOnlyWhereTheLinkOffersThem() {
    AlbumId album = lockedAlbum();
    ShareToken looking = share(album, terms -> terms).token();
    ShareToken keeping = share(album, ShareTerms::withDownload).token();
    assertThat(visited(keeping, NEW_VISITOR).download()).isTrue();
    assertThat(visited(looking, NEW_VISITOR).pictures().items())
        .allMatch(view -> path(view).contains("/n"));
    assertThat(visited(keeping, NEW_VISITOR).pictures().items())
        .allMatch(view -> path(view).contains("/o"));
  }

  @Test
  default void picturesThatWaitAreNotShared() {
    AlbumId album = lockedAlbum();
    fixture().uploadPending(Persona.ANNA, Optional.of(album));
    ShareToken token = share(album, terms -> terms).token();
    assertThat(visited(token, NEW_VISITOR).pictures().total()).isEqualTo(2);
  }

  @Test
  default void aLinkTakesNoNewVisitAfterItsLast() {
    AlbumId album = lockedAlbum();
    ShareToken token = share(album, terms -> terms.forVisits(2)).token();
    String first = visited(token, NEW_VISITOR).visit();
    visited(token, NEW_VISITOR);
    refused(token, Optional.empty(), NEW_VISITOR, ShareLinkNotFound.class);
    visited(token, first);
    assertThat(only(album).visits()).isEqualTo(2);
  }

  @Test
  default void aLinkEndsWithItsTimeAndSoDoItsAddresses() {
    AlbumId album = lockedAlbum();
    Instant end =
        fixture().world().clock().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    ShareToken token = share(album, terms -> terms.until(end)).token();
    VisitShareLink.Visited seen = visited(token, NEW_VISITOR);
    String path = path(seen.pictures().items().getFirst());
    fixture().world().clock().advance(Duration.ofSeconds(59));
    fixture().world().clock().advance(Duration.ofSeconds(1));
    assertThat(opens(path)).isFalse();
    refused(token, Optional.empty(), seen.visit(), ShareLinkNotFound.class);
    assertThat(only(album).expires()).contains(end);
    fixture()
        .refused(
            fixture().as(Persona.ANNA),
            new CreateShareLink(album, ShareTerms.labelled("").until(end)),
            InvalidFields.class);
  }

  @Test
  default void aRemovedLinkEndsItsAddressesAndNoOthers() {
    AlbumId album = lockedAlbum();
    Caller anna = fixture().as(Persona.ANNA);
    CreateShareLink.Created removed = share(album, terms -> terms);
    ShareToken other = share(album, terms -> terms).token();
    VisitShareLink.Visited seen = visited(removed.token(), NEW_VISITOR);
    String through = path(seen.pictures().items().getFirst());
    String throughOther = path(visited(other, NEW_VISITOR).pictures().items().getFirst());
    String own = path(fixture().picturesOf(Persona.ANNA, Optional.of(album), anna).getFirst());
    assertThat(List.of(through, throughOther, own)).allMatch(this::opens);
    fixture().done(anna, new RemoveShareLink(removed.link().id()));
    assertThat(opens(through)).isFalse();
    assertThat(List.of(throughOther, own)).allMatch(this::opens);
    refused(removed.token(), Optional.empty(), seen.visit(), ShareLinkNotFound.class);
    assertThat(links(Optional.of(album))).hasSize(1);
    fixture().refused(anna, new RemoveShareLink(removed.link().id()), ShareLinkNotFound.class);
  }

  @Test
  default void aLinkGoesWithItsAlbum() {
    AlbumId album = lockedAlbum();
    ShareToken token = share(album, terms -> terms).token();
    VisitShareLink.Visited seen = visited(token, NEW_VISITOR);
    String path = path(seen.pictures().items().getFirst());
    assertThat(opens(path)).isTrue();
    fixture().done(fixture().as(Persona.ANNA), new RemoveAlbum(album, false));
    assertThat(opens(path)).isFalse();
    refused(token, Optional.empty(), seen.visit(), ShareLinkNotFound.class);
    assertThat(links(Optional.empty())).isEmpty();
  }

  @Test
  default void aSuspendedOwnersLinkIsClosedMeanwhile() {
    AlbumId album = lockedAlbum();
    ShareToken token = share(album, terms -> terms).token();
    String visit = visited(token, NEW_VISITOR).visit();
    fixture().world().gallery().suspensions().suspend(fixture().id(Persona.ANNA), true);
    VisitShareLink again = visit(token, Optional.empty(), visit);
    assertThat(fixture().world().gallery().shareLinks().visit(again))
        .isEqualTo(new ShareLinkNotFound());
    assertThat(fixture().world().gallery().shareLinks().isOpen(token)).isFalse();
    fixture().world().gallery().suspensions().suspend(fixture().id(Persona.ANNA), false);
    visited(token, visit);
  }

  @Test
  default void aPinIsAskedForAndGuessesAreSlowedDown() {
    AlbumId album = lockedAlbum();
    ShareToken token = share(album, terms -> terms.lockedBy("Lake42")).token();
    assertThat(only(album).pin()).isPresent();
    refused(token, Optional.empty(), NEW_VISITOR, PinRequired.class);
    refused(token, Optional.of("lake42"), NEW_VISITOR, WrongPin.class);
    assertThat(only(album).visits()).isZero();
    String visit = visited(visit(token, Optional.of("Lake42"), NEW_VISITOR)).visit();
    refused(token, Optional.empty(), visit, PinRequired.class);
    for (int i = 1; i < PinLockout.OF_VIEWER_MAX; i++) {
      refused(token, Optional.of("guess" + i), visit, WrongPin.class);
    }
    refused(token, Optional.of("Lake42"), visit, TooManyWrongPins.class);
    refused(token, Optional.of("Lake42"), NEW_VISITOR, TooManyWrongPins.class);
    fixture().world().clock().advance(PinLockout.LOCK_MIN);
    visited(visit(token, Optional.of("Lake42"), visit));
    assertThat(only(album).visits()).isEqualTo(1);
  }

  @Test
  default void equalPinsOfLinksAreStoredApart() {
    AlbumId album = lockedAlbum();
    share(album, terms -> terms.lockedBy("a7Z3"));
    share(album, terms -> terms.lockedBy("a7Z3"));
    assertThat(
            fixture()
                .world()
                .gallery()
                .shareLinks()
                .list(fixture().as(Persona.ANNA), new GetShareLinks(Optional.of(album))))
        .isInstanceOfSatisfying(
            GetShareLinks.Listed.class,
            listed ->
                assertThat(listed.links()).extracting(ShareLink::pin).doesNotHaveDuplicates());
  }

  @Test
  default void onlyTheOwnerAndTheirManagerMakeAndEndLinks() {
    AlbumId album = lockedAlbum();
    ShareLinkId link = share(album, terms -> terms).link().id();
    CreateShareLink create = new CreateShareLink(album, ShareTerms.labelled("x"));
    GetShareLinks list = new GetShareLinks(Optional.of(album));
    RemoveShareLink remove = new RemoveShareLink(link);
    Caller dora = fixture().as(Persona.DORA);
    fixture().refused(dora, create, AlbumNotFound.class);
    fixture().refused(dora, list, AlbumNotFound.class);
    fixture().refused(dora, remove, ShareLinkNotFound.class);
    Caller reader = fixture().readerOnly(Persona.ANNA);
    fixture().refused(reader, create, Denial.ScopeMissing.class);
    fixture().refused(reader, list, Denial.ScopeMissing.class);
    fixture().refused(reader, remove, Denial.ScopeMissing.class);
    Caller emil = fixture().as(Persona.EMIL, Persona.ANNA);
    fixture().refused(emil, create, Denial.NotInGroup.class);
    Caller clara = fixture().as(Persona.CLARA, Persona.ANNA);
    CreateShareLink.Created made = fixture().done(clara, create, CreateShareLink.Created.class);
    assertThat(fixture().done(clara, list, GetShareLinks.Listed.class).links())
        .extracting(ShareLink::id)
        .containsExactly(link, made.link().id());
    fixture().done(clara, remove);
    assertThat(only(album).id()).isEqualTo(made.link().id());
  }

  @Test
  default void anAlbumHasALimitedNumberOfLinks() {
    AlbumId album = lockedAlbum();
    for (int i = 0; i < ShareLink.OF_ALBUM_MAX; i++) {
      fixture()
          .world()
          .gallery()
          .shareLinks()
          .create(
              fixture().as(Persona.ANNA),
              new CreateShareLink(album, ShareTerms.labelled("link " + i)));
    }
    fixture()
        .refused(
            fixture().as(Persona.ANNA),
            new CreateShareLink(album, ShareTerms.labelled("one more")),
            TooManyShareLinks.class);
  }

  @Test
  default void unknownTokensOpenNothing() {
    for (String token : List.of("0".repeat(ShareToken.DIGITS), "x", "%27")) {
      refused(new ShareToken(token), Optional.empty(), NEW_VISITOR, ShareLinkNotFound.class);
    }
  }

  @Test
  default void aMovedPictureIsSharedNoMore() {
    AlbumId album = lockedAlbum();
    ShareToken token = share(album, terms -> terms).token();
    PictureId moved = visited(token, NEW_VISITOR).pictures().items().getFirst().picture().id();
    fixture()
        .done(
            fixture().as(Persona.ANNA), Commands.describe(moved, "", "", Optional.empty(), false));
    assertThat(visited(token, NEW_VISITOR).pictures().items())
        .hasSize(1)
        .noneMatch(view -> view.picture().id().equals(moved));
  }
}
