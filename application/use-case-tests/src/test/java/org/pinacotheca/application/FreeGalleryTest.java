package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.Persona;

class FreeGalleryTest {
  private final Market market = Market.open();

  @Test
  void everyoneIsGivenAddressesOfFreePictures() {
    PictureId free = addFree();
    PictureView view = read(Persona.ANNA).getFirst();
    assertThat(view.picture().id()).isEqualTo(free);
    String path = view.links().orElseThrow().path(Rendition.BIG);
    assertThat(market.gallery.mediaFiles().find(path)).isPresent();
  }

  @Test
  void eachGalleryShowsItsOwnPictures() {
    market.addPicture(Persona.ANNA, Optional.empty());
    PictureId free = addFree();
    assertThat(read(Persona.ANNA)).extracting(view -> view.picture().id()).containsExactly(free);
    assertThat(market.pictures(Persona.ANNA, Persona.ANNA, Optional.empty()))
        .hasSize(1)
        .extracting(view -> view.picture().id())
        .doesNotContain(free);
    assertThat(read(Persona.BEN)).isEmpty();
  }

  @Test
  void aFreePictureIsDescribedAndRemovedButPutInNoAlbum() {
    PictureId free = addFree();
    AlbumId album = market.lockedAlbum(Persona.ANNA, 1);
    assertThat(
            market
                .gallery
                .pictures()
                .update(market.caller(Persona.ANNA), update(free, Optional.of(album))))
        .isInstanceOf(InvalidFields.class);
    assertThat(
            market
                .gallery
                .pictures()
                .update(market.caller(Persona.ANNA), update(free, Optional.empty())))
        .isInstanceOf(UpdatePicture.Updated.class);
    assertThat(read(Persona.ANNA).getFirst().picture().text().title()).isEqualTo("Sea");
    assertThat(
            market
                .gallery
                .pictures()
                .remove(
                    market.caller(Persona.ANNA),
                    new RemovePictures(PictureSelection.of(List.of(free)))))
        .isEqualTo(new RemovePictures.Removed());
    assertThat(read(Persona.ANNA)).isEmpty();
  }

  @Test
  void whoDoesNotExistHasNoFreeGallery() {
    UserId nobody = new UserId(Integer.MAX_VALUE);
    assertThat(outcome(nobody)).isEqualTo(new MemberNotFound(nobody));
    assertThat(outcome(new UserId(0))).isEqualTo(new MemberNotFound(new UserId(0)));
  }

  private PictureId addFree() {
    NewPicture picture = new NewPicture(new PictureText("", "free"), SamplePictures.SMALL_PNG);
    AddPictures command = new AddPictures(GalleryKind.FREE, Optional.empty(), List.of(picture));
    if (market.gallery.pictures().add(market.caller(Persona.ANNA), command)
        instanceof AddPictures.Added(var ids)) {
      return ids.getFirst();
    }
    throw new AssertionError("no free picture was added");
  }

  private static UpdatePicture update(PictureId picture, Optional<AlbumId> album) {
    return new UpdatePicture(
        picture,
        new PictureText.Revision(new Change.Set<>("Sea"), new Change.Keep<>()),
        Change.to(album),
        Optional.of(false));
  }

  private List<PictureView> read(Persona owner) {
    if (outcome(market.world.member(owner)) instanceof GetFreeGallery.Read(var member, var page)) {
      assertThat(member.id()).isEqualTo(market.world.member(owner));
      return page.items();
    }
    throw new AssertionError("the free gallery was not read");
  }

  private GetFreeGallery.Outcome outcome(UserId owner) {
    GetFreeGallery query = new GetFreeGallery(owner, new PageRequest(1, 50), Masking.NONE);
    return market.gallery.pictures().freeGallery(query);
  }
}
