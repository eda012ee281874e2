package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumShift;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.testkit.generate.NastyTexts;

/** The contract of the album store. Part of {@link StorageContract}. */
public interface AlbumStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void anAlbumIsFoundAsItWasAddedAndReplaced() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    List<String> names = NastyTexts.oneLine(AlbumName.LENGTH_MAX);
    List<String> descriptions = NastyTexts.free(1000);
    List<String> locations = NastyTexts.free(100);
    Album plain = fixture.album(owner, 0);
    for (int index = 0; index < descriptions.size(); index++) {
      Album nasty =
          new Album(
              plain.id(),
              owner,
              new AlbumName(names.get(index % names.size())),
              descriptions.get(index),
              locations.get(index % locations.size()),
              index % 2 == 0 ? Optional.empty() : Optional.of(lock(index)),
              new AlbumKind.Ordinary(),
              index % 3 == 0 ? Album.SEQUENCE_MAX : index,
              SOME_TIME.plusNanos(1000),
              SOME_TIME.plusNanos(index * 1000L),
              AlbumTally.EMPTY);
      fixture.change(tx -> tx.albums().replace(nasty));
      assertThat(fixture.maybe(tx -> tx.albums().find(owner, plain.id()))).contains(nasty);
      Album second =
          new Album(
              fixture.write(tx -> tx.albums().nextId()),
              owner,
              nasty.name(),
              nasty.description(),
              nasty.location(),
              nasty.lock(),
              nasty.kind(),
              nasty.sequence(),
              nasty.created(),
              nasty.modified(),
              nasty.tally());
      fixture.change(tx -> tx.albums().add(second));
      assertThat(fixture.maybe(tx -> tx.albums().find(owner, second.id()))).contains(second);
    }
  }

  @Test
  default void anAlbumKeepsWhatItIsSaidToHold() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    Album album = fixture.album(owner, 0);
    List<Picture> pictures =
        fixture.pictures(
            2, id -> StorageFixture.newPicture(id, owner, Optional.of(album.id()), application));
    AlbumTally tally = new AlbumTally(2, 1, Optional.of(Cover.of(pictures.getFirst())));
    fixture.change(tx -> tx.albums().replace(album.holding(tally, SOME_TIME.plusSeconds(9))));
    assertThat(fixture.maybe(tx -> tx.albums().find(owner, album.id())))
        .contains(album.holding(tally, SOME_TIME.plusSeconds(9)));
    for (ImageFormat format : ImageFormat.values()) {
      for (boolean safe : new boolean[] {true, false}) {
        Cover cover = new Cover(pictures.getLast().id(), format, safe);
        Album covered = album.holding(new AlbumTally(2, 2, Optional.of(cover)), SOME_TIME);
        fixture.change(tx -> tx.albums().replace(covered));
        assertThat(fixture.maybe(tx -> tx.albums().find(album.id()))).contains(covered);
      }
    }
    fixture.change(tx -> tx.albums().replace(album));
    assertThat(fixture.maybe(tx -> tx.albums().find(owner, album.id()))).contains(album);
  }

  @Test
  default void anAlbumIsFoundUnderItsOwnerOnly() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    Album album = fixture.album(owner, 0);
    assertThat(fixture.maybe(tx -> tx.albums().find(other, album.id()))).isEmpty();
    assertThat(fixture.<Integer>read(tx -> tx.albums().extent(other).count())).isZero();
    assertThat(fixture.list(tx -> tx.albums().ofOwner(other))).isEmpty();
  }

  @Test
  default void albumsComeBySequenceThenId() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    Album third = fixture.album(owner, 7);
    Album first = fixture.album(owner, 0);
    Album fourth = fixture.album(owner, 7);
    Album second = fixture.album(owner, 2);
    assertThat(fixture.list(tx -> tx.albums().ofOwner(owner)))
        .containsExactly(first, second, third, fourth);
    assertThat(fixture.<Integer>read(tx -> tx.albums().extent(owner).count())).isEqualTo(4);
  }

  @Test
  default void theExtentIsHowManyAlbumsThereAreAndThePlaceBehindTheLast() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId before = fixture.member();
    assertThat(extent(fixture, owner)).isEqualTo(new AlbumStore.Extent(0, 0));
    fixture.album(before, 900);
    fixture.album(before, 901);
    UserId after = fixture.member();
    fixture.album(after, 800);
    assertThat(extent(fixture, owner)).as("others' albums").isEqualTo(new AlbumStore.Extent(0, 0));
    Album first = fixture.album(owner, 0);
    assertThat(extent(fixture, owner)).isEqualTo(new AlbumStore.Extent(1, 1));
    Album last = fixture.album(owner, 41);
    Album middle = fixture.album(owner, 3);
    assertThat(extent(fixture, owner)).isEqualTo(new AlbumStore.Extent(3, 42));
    Album moved = StorageFixture.newAlbum(last.id(), owner, 17);
    fixture.change(tx -> tx.albums().replace(moved));
    assertThat(extent(fixture, owner)).as("moved").isEqualTo(new AlbumStore.Extent(3, 18));
    fixture.change(tx -> tx.albums().remove(first));
    assertThat(extent(fixture, owner)).isEqualTo(new AlbumStore.Extent(2, 18));
    fixture.change(tx -> tx.albums().remove(moved));
    assertThat(extent(fixture, owner)).isEqualTo(new AlbumStore.Extent(1, 4));
    Album farthest = fixture.album(owner, Album.SEQUENCE_MAX);
    assertThat(extent(fixture, owner)).isEqualTo(new AlbumStore.Extent(2, 1_000_001));
    fixture.change(tx -> tx.albums().remove(farthest));
    fixture.change(tx -> tx.albums().remove(middle));
    assertThat(extent(fixture, owner)).as("emptied").isEqualTo(new AlbumStore.Extent(0, 0));
    assertThat(extent(fixture, before)).isEqualTo(new AlbumStore.Extent(2, 902));
    assertThat(extent(fixture, after)).isEqualTo(new AlbumStore.Extent(1, 801));
  }

  @Test
  default void albumsMakeRoomAndCloseAGap() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    Album others = fixture.album(other, 1);
    List<Album> albums = new ArrayList<>();
    for (int place = 0; place < 5; place++) {
      albums.add(fixture.album(owner, place));
    }
    AlbumShift room = AlbumShift.forMove(3, 1).orElseThrow();
    fixture.change(tx -> {
      tx.albums().shift(owner, room);
      tx.albums().replace(albums.get(3).at(1));
    });
    assertThat(fixture.list(tx -> tx.albums().ofOwner(owner)))
        .containsExactly(
            albums.get(0),
            albums.get(3).at(1),
            albums.get(1).at(2),
            albums.get(2).at(3),
            albums.get(4));
    AlbumShift back = AlbumShift.forMove(0, 4).orElseThrow();
    fixture.change(tx -> {
      tx.albums().shift(owner, back);
      tx.albums().replace(albums.get(0).at(4));
    });
    fixture.change(tx -> {
      tx.albums().remove(albums.get(1).at(1));
      tx.albums().shift(owner, AlbumShift.forRemoval(1));
    });
    assertThat(fixture.list(tx -> tx.albums().ofOwner(owner)))
        .containsExactly(
            albums.get(3).at(0), albums.get(2).at(1), albums.get(4).at(2), albums.get(0).at(3));
    assertThat(fixture.list(tx -> tx.albums().ofOwner(other))).containsExactly(others);
  }

  @Test
  default void albumsOfSeveralOwnersComeByOwnerThenSequenceThenId() {
    StorageFixture fixture = fixture();
    UserId one = fixture.member();
    UserId two = fixture.member();
    UserId lower = one.compareTo(two) < 0 ? one : two;
    UserId higher = lower.equals(one) ? two : one;
    Album a = fixture.album(higher, 0);
    Album b = fixture.album(lower, 5);
    Album c = fixture.album(higher, 0);
    Album d = fixture.album(lower, 1);
    Album notNamed = fixture.album(lower, 1);
    AlbumId missing = fixture.write(tx -> tx.albums().nextId());
    List<Album> found =
        fixture.read(tx -> tx.albums().findAll(Set.of(a.id(), b.id(), c.id(), d.id(), missing)));
    assertThat(found).containsExactly(d, b, a, c).doesNotContain(notNamed);
    assertThat(fixture.list(tx -> tx.albums().findAll(Set.of()))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.albums().find(a.id()))).contains(a);
    assertThat(fixture.maybe(tx -> tx.albums().find(missing))).isEmpty();
    assertThat(fixture.list(tx -> tx.albums().findAll(Set.of(missing)))).isEmpty();
  }

  @Test
  default void anAlbumThatHoldsPicturesOrIsGoneIsNotRemoved() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    Album album = fixture.album(owner, 0);
    Picture picture =
        fixture
            .pictures(
                1,
                id ->
                    StorageFixture.pending(
                        StorageFixture.newPicture(id, owner, Optional.of(album.id()), application)))
            .getFirst();
    assertThatThrownBy(() -> fixture.change(tx -> tx.albums().remove(album)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(listed(fixture, owner)).containsExactly(album);
    assertThat(fixture.list(tx -> tx.pictures().ofAlbum(owner, album.id())))
        .containsExactly(picture);
    fixture.change(tx -> {
      tx.pictures().remove(List.of(picture));
      tx.albums().remove(album);
    });
    assertThat(listed(fixture, owner)).isEmpty();
    assertThatThrownBy(() -> fixture.change(tx -> tx.albums().remove(album)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void theCoverIsTheFirstApprovedPictureOfTheAlbum() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    Album album = fixture.album(owner, 0);
    Album empty = fixture.album(owner, 1);
    fixture.pictures(1, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application));
    Picture waiting =
        fixture
            .pictures(
                1,
                id ->
                    StorageFixture.pending(
                        StorageFixture.newPicture(id, owner, Optional.of(album.id()), application)))
            .getFirst();
    Album uncovered = fixture.tallied(album);
    assertThat(uncovered.tally().cover()).isEmpty();
    assertThat(listed(fixture, owner)).containsExactly(uncovered, empty);
    List<Picture> approved =
        fixture.pictures(
            2, id -> StorageFixture.newPicture(id, owner, Optional.of(album.id()), application));
    Album second = fixture.tallied(album);
    assertThat(second.tally().cover()).contains(Cover.of(approved.getFirst()));
    assertThat(listed(fixture, owner)).containsExactly(second, empty);
    assertThat(fixture.list(tx -> tx.albums().findAll(Set.of(album.id())))).containsExactly(second);
    fixture.change(tx -> tx.pictures().replace(waiting.approved()));
    Album first = fixture.tallied(album);
    assertThat(first.tally().cover()).contains(Cover.of(waiting.approved()));
    assertThat(listed(fixture, owner)).containsExactly(first, empty);
    fixture.change(tx -> tx.pictures().remove(List.of(waiting.approved(), approved.getFirst())));
    Album last = fixture.tallied(album);
    assertThat(last.tally().cover()).contains(Cover.of(approved.getLast()));
    assertThat(listed(fixture, owner)).containsExactly(last, empty);
  }

  @Test
  default void aMemberHasOneDefaultAlbumOfAnApplication() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    ApiKey otherApplication = fixture.application();
    assertThat(fixture.maybe(tx -> tx.albums().findDefault(owner, application))).isEmpty();
    fixture.album(owner, 0);
    Album first = addDefault(fixture, owner, application);
    assertThat(fixture.maybe(tx -> tx.albums().findDefault(owner, application))).contains(first);
    assertThat(fixture.maybe(tx -> tx.albums().findDefault(owner, otherApplication))).isEmpty();
    assertThat(fixture.maybe(tx -> tx.albums().findDefault(other, application))).isEmpty();
    assertThatThrownBy(() -> addDefault(fixture, owner, application))
        .isInstanceOf(RuntimeException.class);
    addDefault(fixture, owner, otherApplication);
    addDefault(fixture, other, application);
    assertThat(fixture.<Integer>read(tx -> tx.albums().extent(owner).count())).isEqualTo(3);
  }

  @Test
  default void albumIdsAreHandedOutOnceToManyThreads() {
    StorageFixture fixture = fixture();
    int threads = 4;
    int times = 20;
    Set<Integer> all = new HashSet<>();
    StorageFixture.together(
            threads,
            () -> {
              Set<Integer> ids = new HashSet<>();
              for (int time = 0; time < times; time++) {
                ids.add(fixture.write(tx -> tx.albums().nextId()).value());
              }
              return ids;
            })
        .forEach(all::addAll);
    assertThat(all).hasSize(threads * times);
  }

  private static AlbumStore.Extent extent(StorageFixture fixture, UserId owner) {
    return fixture.read(tx -> tx.albums().extent(owner));
  }

  private static List<Album> listed(StorageFixture fixture, UserId owner) {
    return fixture.list(tx -> tx.albums().ofOwner(owner));
  }

  private static PinLock lock(int seed) {
    Price price = new Price(new Credits(seed % 3 == 0 ? 10_000_000 : seed));
    return new PinLock(new PinHash(String.format(Locale.ROOT, "%064x", seed)), price);
  }

  private static Album addDefault(StorageFixture fixture, UserId owner, ApiKey application) {
    return fixture.write(tx -> {
      Album album =
          new Album(
              tx.albums().nextId(),
              owner,
              new AlbumName("App"),
              "",
              "",
              Optional.empty(),
              new AlbumKind.ApplicationDefault(application),
              1,
              SOME_TIME,
              SOME_TIME,
              AlbumTally.EMPTY);
      tx.albums().add(album);
      return album;
    });
  }
}
