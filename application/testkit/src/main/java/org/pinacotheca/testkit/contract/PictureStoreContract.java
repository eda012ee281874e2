package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.testkit.generate.NastyTexts;

/**
 * The contract of the picture store for one picture: its id, its media, and how it is found,
 * replaced and removed. Part of {@link StorageContract}.
 */
public interface PictureStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void aPictureIsFoundAsItWasAddedAndReplaced() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    Album album = fixture.album(owner, 0);
    List<String> descriptions = NastyTexts.free(1000);
    List<String> titles = NastyTexts.free(100);
    List<ImageFormat> formats = List.of(ImageFormat.values());
    List<Picture> pictures =
        fixture.pictures(
            descriptions.size(),
            id -> {
              int index = id.value() % descriptions.size();
              return new Picture(
                  id,
                  owner,
                  GalleryKind.PRIVATE,
                  index % 2 == 0 ? Optional.empty() : Optional.of(album.id()),
                  new PictureText(titles.get(index % titles.size()), descriptions.get(index)),
                  formats.get(index % formats.size()),
                  1 + index,
                  60_000_000,
                  26_214_400L * 100 + index,
                  StorageFixture.uniqueMedia(),
                  index % 2 == 0 ? Approval.PENDING : Approval.APPROVED,
                  new Safety(index % 3 == 0, index % 5 == 0),
                  SOME_TIME.plusNanos(index * 1000L),
                  application);
            });
    for (Picture picture : pictures) {
      assertThat(fixture.maybe(tx -> tx.pictures().find(owner, picture.id()))).contains(picture);
      assertThat(fixture.<Boolean>read(tx -> tx.pictures().hasMedia(picture.media()))).isTrue();
    }
    for (Picture picture : pictures) {
      PictureText swapped = new PictureText(picture.text().title().isEmpty() ? "t" : "", "d");
      Picture changed =
          picture
              .described(swapped, true)
              .moderated(true)
              .approved()
              .movedTo(Optional.of(album.id()));
      fixture.change(tx -> tx.pictures().replace(changed));
      assertThat(fixture.maybe(tx -> tx.pictures().find(owner, picture.id()))).contains(changed);
    }
    assertThat(fixture.list(tx -> tx.pictures().ofAlbum(owner, album.id())))
        .hasSize(pictures.size());
  }

  @Test
  default void aPictureIsFoundUnderItsOwnerOnly() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    Picture picture =
        fixture
            .pictures(1, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application))
            .getFirst();
    assertThat(fixture.maybe(tx -> tx.pictures().find(other, picture.id()))).isEmpty();
    assertThat(fixture.<Integer>read(tx -> tx.pictures().countLoose(other))).isZero();
    assertThat(fixture.list(tx -> tx.pictures().findAll(Set.of(picture.id()))))
        .containsExactly(picture);
  }

  @Test
  default void picturesAndTheirMediaAreGoneAfterTheirRemoval() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    List<Picture> pictures =
        fixture.pictures(
            3, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application));
    fixture.change(tx -> tx.pictures().remove(pictures.subList(0, 2)));
    fixture.change(tx -> tx.pictures().remove(List.of()));
    fixture.read(tx -> {
      assertThat(tx.pictures().find(owner, pictures.getFirst().id())).isEmpty();
      assertThat(tx.pictures().hasMedia(pictures.getFirst().media())).isFalse();
      assertThat(tx.pictures().hasMedia(pictures.getLast().media())).isTrue();
      assertThat(tx.pictures().hasMedia(StorageFixture.uniqueMedia())).isFalse();
      assertThat(tx.pictures().countLoose(owner)).isEqualTo(1);
      return 0;
    });
  }

  @Test
  default void idsAndMediaKeysAreUnique() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    Picture picture =
        fixture
            .pictures(1, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application))
            .getFirst();
    Picture sameId = StorageFixture.newPicture(picture.id(), owner, Optional.empty(), application);
    assertThatThrownBy(() -> fixture.change(tx -> tx.pictures().add(List.of(sameId))))
        .isInstanceOf(RuntimeException.class);
    PictureId fresh = fixture.write(tx -> tx.pictures().nextIds(1)).getFirst();
    Picture sameMedia =
        new Picture(
            fresh,
            other,
            GalleryKind.PRIVATE,
            Optional.empty(),
            picture.text(),
            picture.format(),
            1,
            1,
            1,
            picture.media(),
            picture.approval(),
            picture.safety(),
            SOME_TIME,
            application);
    assertThatThrownBy(() -> fixture.change(tx -> tx.pictures().add(List.of(sameMedia))))
        .isInstanceOf(RuntimeException.class);
    assertThat(fixture.maybe(tx -> tx.pictures().find(owner, picture.id()))).contains(picture);
    assertThat(fixture.maybe(tx -> tx.pictures().find(other, fresh))).isEmpty();
  }

  @Test
  default void pictureIdsAscendAndAreHandedOutOnceToManyThreads() {
    StorageFixture fixture = fixture();
    int threads = 4;
    int times = 10;
    int each = 7;
    List<List<PictureId>> handedOut =
        StorageFixture.together(
            threads,
            () -> {
              List<PictureId> ids = new ArrayList<>();
              for (int time = 0; time < times; time++) {
                List<PictureId> some = fixture.write(tx -> tx.pictures().nextIds(each));
                assertThat(some).hasSize(each);
                ids.addAll(some);
              }
              return ids;
            });
    Set<PictureId> all = new HashSet<>();
    for (List<PictureId> ofThread : handedOut) {
      assertThat(ofThread).isSorted();
      all.addAll(ofThread);
    }
    assertThat(all).hasSize(threads * times * each);
  }
}
