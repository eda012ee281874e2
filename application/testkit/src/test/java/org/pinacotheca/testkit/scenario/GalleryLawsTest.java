package org.pinacotheca.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.LyingApi;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Observed.AlbumFacts;
import org.pinacotheca.testkit.scenario.Observed.PictureFacts;

/** Every law fails on an API that lies about what the law guards. */
class GalleryLawsTest {
  private final SampleMembers world = SampleMembers.of(InMemoryGallery.empty());
  private final CoreApi api = new CoreApi(world.gallery());
  private final GalleryFixture fixture = new GalleryFixture(world, api);
  private final Caller anna = world.caller(Persona.ANNA);

  GalleryLawsTest() {
    AlbumAt first = fixture.createAlbum(anna, "first");
    fixture.createAlbum(anna, "second");
    fixture.add(anna, Optional.of(first), SamplePictures.SMALL_PNG, SamplePictures.SMALL_PNG);
    fixture.add(anna, Optional.empty(), SamplePictures.SMALL_PNG, SamplePictures.SMALL_PNG);
  }

  @Test
  void anHonestApiKeepsAllLaws() {
    GalleryLaws.holdFor(api, anna, world.member(Persona.ANNA));
    GalleryLaws.holdFor(api, world.caller(Persona.DORA), world.member(Persona.ANNA));
    GalleryLaws.holdFor(api, anna, world.member(Persona.BEN));
  }

  @Test
  void aWrongSizeIsFound() {
    assertLie(done -> albums(done, album -> with(album, album.size() + 1, true)), anna);
  }

  @Test
  void aWrongOrderIsFound() {
    assertLie(
        done ->
            done.facts().stream().allMatch(AlbumFacts.class::isInstance) ? reversed(done) : done,
        anna);
  }

  @Test
  void anAddressForAStrangerIsFound() {
    Caller dora = world.caller(Persona.DORA);
    assertLie(done -> pictures(done, picture -> linked(picture, true)), dora);
    assertLie(done -> pictures(done, picture -> linked(picture, false)), anna);
    assertLie(done -> albums(done, album -> with(album, album.size(), true)), dora);
  }

  @Test
  void aCoverThatIsNotAsSafeAsItsPictureIsFound() {
    assertLie(done -> albums(done, album -> safe(album, !album.coverIsSafe().orElseThrow())), anna);
  }

  @Test
  void aWrongTotalIsFound() {
    assertLie(done -> new Reply.Done(done.facts(), done.total().map(total -> total + 1)), anna);
  }

  @Test
  void repliesThatDifferDoNotAgree() {
    Reply done = api.call(anna, new Call.ListAlbums(world.member(Persona.ANNA), true));
    Reply refused = new Reply.Refused("AlbumFull");
    assertThat(done.agreesWith(done)).isTrue();
    assertThat(done.agreesWith(refused)).isFalse();
    assertThat(refused.agreesWith(done)).isFalse();
    assertThat(refused.agreesWith(new Reply.Refused("GalleryFull"))).isFalse();
    if (done instanceof Reply.Done listed) {
      assertThat(done.agreesWith(albums(listed, album -> with(album, 9, true)))).isFalse();
      assertThat(done.agreesWith(reversed(listed))).isFalse();
      assertThat(done.agreesWith(new Reply.Done(listed.facts().subList(0, 1), Optional.empty())))
          .isFalse();
    }
  }

  private void assertLie(UnaryOperator<Reply.Done> lie, Caller viewer) {
    GalleryApi liar = new LyingApi(api, lie);
    assertThatThrownBy(() -> GalleryLaws.holdFor(liar, viewer, world.member(Persona.ANNA)))
        .isInstanceOf(AssertionError.class);
  }

  private static Reply.Done reversed(Reply.Done done) {
    return new Reply.Done(done.facts().reversed(), done.total());
  }

  private static Reply.Done albums(Reply.Done done, UnaryOperator<AlbumFacts> change) {
    List<Observed> changed =
        done.facts().stream()
            .<Observed>map(facts -> facts instanceof AlbumFacts album ? change.apply(album) : facts)
            .toList();
    return new Reply.Done(changed, done.total());
  }

  private static Reply.Done pictures(Reply.Done done, UnaryOperator<PictureFacts> change) {
    List<Observed> changed =
        done.facts().stream()
            .<Observed>map(
                facts -> facts instanceof PictureFacts found ? change.apply(found) : facts)
            .toList();
    return new Reply.Done(changed, done.total());
  }

  private static AlbumFacts with(AlbumFacts album, int size, boolean coverIsLinked) {
    return with(album, size, coverIsLinked, album.coverIsSafe());
  }

  private static AlbumFacts safe(AlbumFacts album, boolean coverIsSafe) {
    return with(album, album.size(), album.coverIsLinked().orElseThrow(), Optional.of(coverIsSafe));
  }

  private static AlbumFacts with(
      AlbumFacts album, int size, boolean coverIsLinked, Optional<Boolean> coverIsSafe) {
    return new AlbumFacts(
        album.album(),
        album.name(),
        album.description(),
        size,
        album.location(),
        album.sequence(),
        album.cover(),
        Optional.of(coverIsLinked),
        coverIsSafe,
        album.pictureIds());
  }

  private static PictureFacts linked(PictureFacts picture, boolean isLinked) {
    return new PictureFacts(
        picture.picture(),
        picture.album(),
        picture.title(),
        picture.description(),
        picture.width(),
        picture.height(),
        picture.isSafe(),
        isLinked);
  }
}
