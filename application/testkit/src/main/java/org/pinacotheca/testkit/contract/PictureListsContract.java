package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;

/**
 * The contract of the picture store for lists, counts and pages of albums, galleries and searches.
 * Part of {@link StorageContract}.
 */
public interface PictureListsContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void picturesOfAnAlbumComeByIdWithThePendingOnes() {
    StorageFixture fixture = fixture();
    Crowd crowd = new Crowd(fixture);
    fixture.read(tx -> {
      assertThat(tx.pictures().ofAlbum(crowd.owner, crowd.album.id()))
          .containsExactly(crowd.inAlbum.get(0), crowd.inAlbum.get(1), crowd.inAlbum.get(2));
      assertThat(tx.pictures().ofAlbum(crowd.owner, crowd.emptyAlbum.id())).isEmpty();
      assertThat(tx.pictures().ofAlbum(crowd.other, crowd.album.id())).isEmpty();
      Set<PictureId> named =
          Set.of(
              crowd.loose.get(1).id(),
              crowd.ofOther.id(),
              crowd.inAlbum.getFirst().id(),
              crowd.missing);
      assertThat(tx.pictures().findAll(named))
          .containsExactly(crowd.inAlbum.getFirst(), crowd.loose.get(1), crowd.ofOther);
      assertThat(tx.pictures().findAll(Set.of())).isEmpty();
      return 0;
    });
  }

  @Test
  default void talliesAndCountsFollowThePictures() {
    StorageFixture fixture = fixture();
    Crowd crowd = new Crowd(fixture);
    fixture.read(tx -> {
      assertThat(tx.pictures().tally(crowd.owner, crowd.album.id()))
          .isEqualTo(new AlbumTally(3, 2, Optional.of(Cover.of(crowd.inAlbum.get(1)))));
      assertThat(tx.pictures().tally(crowd.owner, crowd.emptyAlbum.id()))
          .isEqualTo(AlbumTally.EMPTY);
      assertThat(tx.pictures().countLoose(crowd.owner)).isEqualTo(3);
      assertThat(tx.pictures().countPending(crowd.owner, crowd.application)).isEqualTo(1);
      assertThat(tx.pictures().countPending(crowd.owner, crowd.otherApplication)).isEqualTo(1);
      assertThat(tx.pictures().countPending(crowd.other, crowd.application)).isZero();
      return 0;
    });
    Picture safe =
        crowd
            .inAlbum
            .getFirst()
            .approved()
            .described(crowd.inAlbum.getFirst().text(), true)
            .moderated(true);
    fixture.change(tx -> {
      tx.pictures().replace(safe);
      tx.pictures().replace(crowd.loose.getFirst().movedTo(Optional.of(crowd.emptyAlbum.id())));
    });
    fixture.read(tx -> {
      assertThat(tx.pictures().tally(crowd.owner, crowd.album.id()))
          .isEqualTo(new AlbumTally(3, 3, Optional.of(new Cover(safe.id(), safe.format(), true))));
      assertThat(tx.pictures().tally(crowd.owner, crowd.emptyAlbum.id()))
          .isEqualTo(new AlbumTally(1, 1, Optional.of(Cover.of(crowd.loose.getFirst()))));
      assertThat(tx.pictures().countLoose(crowd.owner)).isEqualTo(2);
      assertThat(tx.pictures().countPending(crowd.owner, crowd.application)).isZero();
      return 0;
    });
  }

  @Test
  default void approvedIdsComeByAlbumAndAscending() {
    StorageFixture fixture = fixture();
    Crowd crowd = new Crowd(fixture);
    List<PictureId> expected = List.of(crowd.inAlbum.get(1).id(), crowd.inAlbum.get(2).id());
    assertThat(
            fixture.<Map<AlbumId, List<PictureId>>>read(
                tx -> tx.pictures().approvedIdsByAlbum(crowd.owner)))
        .isEqualTo(Map.of(crowd.album.id(), expected));
    assertThat(
            fixture.<Map<AlbumId, List<PictureId>>>read(
                tx -> tx.pictures().approvedIdsByAlbum(crowd.other)))
        .isEmpty();
  }

  @Test
  default void aGalleryIsReadNewestFirstOrLargestFirst() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    Album album = fixture.album(owner, 0);
    List<Picture> p =
        fixture.pictures(
            6, id -> StorageFixture.newPicture(id, owner, Optional.of(album.id()), application));
    List<Picture> set =
        List.of(
            StorageFixture.sized(p.get(0), 500, SOME_TIME),
            StorageFixture.sized(p.get(1), 9, SOME_TIME.plusNanos(1000)),
            StorageFixture.sized(p.get(2), 10, SOME_TIME),
            StorageFixture.sized(p.get(3), 5_000_000_000L, SOME_TIME.minusSeconds(1)),
            StorageFixture.pending(p.get(4)),
            StorageFixture.sized(p.get(5), 10, SOME_TIME.minusSeconds(1))
                .movedTo(Optional.empty()));
    fixture.change(tx -> {
      tx.pictures().remove(p);
      tx.pictures().add(set);
    });
    PageRequest all = new PageRequest(1, 100);
    fixture.read(tx -> {
      assertThat(
              tx.pictures()
                  .approved(owner, Optional.empty(), PictureOrder.DATE_UPLOADED, all)
                  .items())
          .containsExactly(set.get(1), set.get(2), set.get(0), set.get(5), set.get(3));
      assertThat(tx.pictures().approved(owner, Optional.empty(), PictureOrder.SIZE, all).items())
          .containsExactly(set.get(3), set.get(0), set.get(5), set.get(2), set.get(1));
      Page<Picture> ofAlbum =
          tx.pictures().approved(owner, Optional.of(album.id()), PictureOrder.SIZE, all);
      assertThat(ofAlbum.items()).containsExactly(set.get(3), set.get(0), set.get(2), set.get(1));
      assertThat(ofAlbum.total()).isEqualTo(4);
      return 0;
    });
  }

  @Test
  default void pagesCutTheListAndEndEmpty() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    List<Picture> pictures =
        fixture.pictures(
            7, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application));
    List<PageRequest> requests =
        List.of(
            new PageRequest(1, 3),
            new PageRequest(3, 3),
            new PageRequest(4, 3),
            new PageRequest(1, 7),
            new PageRequest(2, 7),
            new PageRequest(Integer.MAX_VALUE, 100));
    for (PageRequest request : requests) {
      int from = (int) Math.min(request.offset(), pictures.size());
      int to = Math.min(from + request.size(), pictures.size());
      PictureStore.Criteria criteria =
          new PictureStore.Criteria(owner, Set.of(owner), Optional.empty(), Set.of());
      Page<Picture> found = fixture.read(tx -> tx.pictures().search(criteria, request));
      assertThat(found).isEqualTo(new Page<>(pictures.subList(from, to), request, 7));
      Page<Picture> newest =
          fixture.read(tx ->
              tx.pictures().approved(owner, Optional.empty(), PictureOrder.DATE_UPLOADED, request));
      assertThat(newest).isEqualTo(new Page<>(pictures.reversed().subList(from, to), request, 7));
    }
    fixture.change(
        tx -> pictures.forEach(picture -> tx.pictures().replace(StorageFixture.pending(picture))));
    for (PageRequest request : requests) {
      int from = (int) Math.min(request.offset(), pictures.size());
      int to = Math.min(from + request.size(), pictures.size());
      Page<Picture> pending = fixture.read(tx -> tx.pictures().pending(owner, request));
      assertThat(pending.items().stream().map(Picture::id))
          .isEqualTo(pictures.subList(from, to).stream().map(Picture::id).toList());
      assertThat(pending.total()).isEqualTo(7);
    }
  }

  @Test
  default void thePagesOfAGalleryCountWhatIsApprovedInAlbumsAndOutside() {
    StorageFixture fixture = fixture();
    Crowd crowd = new Crowd(fixture);
    PictureId free = fixture.write(tx -> tx.pictures().nextIds(1)).getFirst();
    fixture.change(tx -> tx.pictures().add(List.of(free(free, crowd.loose.getFirst()))));
    fixture.tallied(crowd.album);
    fixture.read(tx -> {
      for (PictureOrder order : PictureOrder.values()) {
        for (int page = 1; page <= 3; page++) {
          PageRequest request = new PageRequest(page, 2);
          Page<Picture> read =
              tx.pictures().approved(crowd.owner, Optional.empty(), order, request);
          assertThat(read.total()).isEqualTo(4);
          assertThat(read.items()).hasSize(page < 3 ? 2 : 0);
          Page<Picture> ofAlbum =
              tx.pictures()
                  .approved(
                      crowd.owner, Optional.of(crowd.album.id()), order, new PageRequest(page, 1));
          assertThat(ofAlbum.total()).isEqualTo(2);
        }
      }
      PageRequest one = new PageRequest(1, 1);
      assertThat(
              tx.pictures().approved(crowd.other, Optional.empty(), PictureOrder.SIZE, one).total())
          .isEqualTo(1);
      return 0;
    });
  }

  private static Picture free(PictureId id, Picture like) {
    return new Picture(
        id,
        like.owner(),
        GalleryKind.FREE,
        Optional.empty(),
        like.text(),
        like.format(),
        1,
        1,
        1,
        StorageFixture.uniqueMedia(),
        Approval.APPROVED,
        like.safety(),
        SOME_TIME,
        like.application());
  }

  @Test
  default void pendingPicturesAreTheMembersOwnById() {
    StorageFixture fixture = fixture();
    Crowd crowd = new Crowd(fixture);
    PageRequest all = new PageRequest(1, 100);
    assertThat(fixture.read(tx -> tx.pictures().pending(crowd.owner, all)).items())
        .containsExactly(crowd.inAlbum.getFirst(), crowd.loose.get(2));
    assertThat(fixture.read(tx -> tx.pictures().pending(crowd.other, all)).items()).isEmpty();
  }

  @Test
  default void searchNarrowsByEveryCriterion() {
    StorageFixture fixture = fixture();
    Crowd crowd = new Crowd(fixture);
    Set<UserId> owner = Set.of(crowd.owner);
    Set<UserId> both = Set.of(crowd.owner, crowd.other);
    Picture waiting = crowd.inAlbum.getFirst();
    Picture shown = crowd.inAlbum.get(1);
    List<Picture> seenByOther =
        List.of(
            crowd.inAlbum.get(1),
            crowd.inAlbum.get(2),
            crowd.loose.get(0),
            crowd.loose.get(1),
            crowd.ofOther);
    assertThat(crowd.search(crowd.other, both, false, Set.of())).isEqualTo(seenByOther);
    assertThat(crowd.search(crowd.owner, both, false, Set.of())).isEqualTo(crowd.all());
    assertThat(crowd.search(crowd.other, Set.of(crowd.other), false, Set.of()))
        .containsExactly(crowd.ofOther);
    assertThat(crowd.search(crowd.owner, owner, true, Set.of())).isEqualTo(crowd.inAlbum);
    assertThat(crowd.search(crowd.other, Set.of(), true, Set.of()))
        .isEqualTo(crowd.inAlbum.subList(1, 3));
    assertThat(
            crowd.search(
                crowd.other, Set.of(), false, Set.of(waiting.id(), shown.id(), crowd.missing)))
        .containsExactly(shown);
    assertThat(
            crowd.search(
                crowd.owner, Set.of(), false, Set.of(waiting.id(), shown.id(), crowd.ofOther.id())))
        .containsExactly(waiting, shown, crowd.ofOther);
    assertThat(
            crowd.search(crowd.owner, owner, true, Set.of(shown.id(), crowd.loose.getFirst().id())))
        .containsExactly(shown);
    assertThat(crowd.search(crowd.owner, Set.of(crowd.other), true, Set.of())).isEmpty();
  }

  /**
   * Two members, two albums of one of them, and approved and pending pictures inside and outside of
   * albums.
   */
  final class Crowd {
    private final StorageFixture fixture;
    private final UserId owner;
    private final UserId other;
    private final ApiKey application;
    private final ApiKey otherApplication;
    private final Album album;
    private final Album emptyAlbum;
    private final List<Picture> inAlbum;
    private final List<Picture> loose;
    private final Picture ofOther;
    private final PictureId missing;

    private Crowd(StorageFixture fixture) {
      this.fixture = fixture;
      owner = fixture.member();
      other = fixture.member();
      application = fixture.application();
      otherApplication = fixture.application();
      album = fixture.album(owner, 0);
      emptyAlbum = fixture.album(owner, 1);
      List<PictureId> ids = fixture.write(tx -> tx.pictures().nextIds(8));
      inAlbum =
          List.of(
              StorageFixture.pending(
                  StorageFixture.newPicture(
                      ids.get(0), owner, Optional.of(album.id()), application)),
              StorageFixture.newPicture(ids.get(1), owner, Optional.of(album.id()), application),
              StorageFixture.newPicture(
                  ids.get(2), owner, Optional.of(album.id()), otherApplication));
      loose =
          List.of(
              StorageFixture.newPicture(ids.get(3), owner, Optional.empty(), application),
              StorageFixture.newPicture(ids.get(4), owner, Optional.empty(), application),
              StorageFixture.pending(
                  StorageFixture.newPicture(
                      ids.get(5), owner, Optional.empty(), otherApplication)));
      ofOther = StorageFixture.newPicture(ids.get(6), other, Optional.empty(), application);
      missing = ids.get(7);
      fixture.change(tx -> tx.pictures().add(all().reversed()));
    }

    private List<Picture> all() {
      List<Picture> all = new ArrayList<>(inAlbum);
      all.addAll(loose);
      all.add(ofOther);
      return all;
    }

    private List<Picture> search(
        UserId viewer, Set<UserId> owners, boolean inAlbumOnly, Set<PictureId> pictures) {
      PictureStore.Criteria criteria =
          new PictureStore.Criteria(
              viewer, owners, inAlbumOnly ? Optional.of(album.id()) : Optional.empty(), pictures);
      return fixture.read(tx -> tx.pictures().search(criteria, new PageRequest(1, 100))).items();
    }
  }
}
