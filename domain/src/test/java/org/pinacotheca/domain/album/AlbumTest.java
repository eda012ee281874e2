package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.domain.validation.Change;

class AlbumTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = CREATED.plusSeconds(60);

  @Test
  void anAlbumIsFullAtTheLimitOfItsKind() {
    assertThat(AlbumCapacity.DEFAULT.isTooSmall(holding(59, new AlbumKind.Ordinary()), 1))
        .isFalse();
    assertThat(AlbumCapacity.DEFAULT.isTooSmall(holding(60, new AlbumKind.Ordinary()), 1)).isTrue();
    assertThat(AlbumCapacity.DEFAULT.isTooSmall(holding(58, new AlbumKind.Ordinary()), 3)).isTrue();
    AlbumKind ofApplication = new AlbumKind.ApplicationDefault(new ApiKey("app"));
    assertThat(AlbumCapacity.DEFAULT.isTooSmall(holding(999, ofApplication), 1)).isFalse();
    assertThat(AlbumCapacity.DEFAULT.isTooSmall(holding(1000, ofApplication), 1)).isTrue();
  }

  @Test
  void anOrdinaryAlbumHoldsWhatTheDeploymentAllows() {
    AlbumCapacity small = new AlbumCapacity(5);
    assertThat(small.isTooSmall(holding(4, new AlbumKind.Ordinary()), 1)).isFalse();
    assertThat(small.isTooSmall(holding(5, new AlbumKind.Ordinary()), 1)).isTrue();
    assertThat(small.isTooSmall(holding(60, new AlbumKind.Ordinary()), 1)).isTrue();
    assertThat(small.of(new AlbumKind.ApplicationDefault(new ApiKey("app")))).isEqualTo(1000);
    for (int none : new int[] {0, -1, 10_001}) {
      assertThatThrownBy(() -> new AlbumCapacity(none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Integer.toString(none));
    }
  }

  @Test
  void aRevisionKeepsWhatItDoesNotMention() {
    Album album = holding(0, new AlbumKind.Ordinary());
    Album kept = album.revised(revision(new Change.Keep<>()), Optional.empty(), 5, LATER);
    assertThat(kept.location()).isEqualTo("Rome");
    assertThat(kept.description()).isEmpty();
    assertThat(kept.name().value()).isEqualTo("new");
    assertThat(kept.sequence()).isEqualTo(5);
    assertThat(kept.created()).isEqualTo(CREATED);
    assertThat(kept.modified()).isEqualTo(LATER);
    Change<String> siena = new Change.Set<>("Siena");
    assertThat(album.revised(revision(siena), Optional.empty(), 5, LATER).location())
        .isEqualTo("Siena");
    assertThat(album.revised(revision(new Change.Clear<>()), Optional.empty(), 5, LATER).location())
        .isEmpty();
  }

  @Test
  void aTallyThatContradictsItselfIsNone() {
    Optional<Cover> cover = Optional.of(new Cover(new PictureId(1), ImageFormat.PNG, false));
    assertThat(new AlbumTally(3, 1, cover).approved()).isEqualTo(1);
    assertThatThrownBy(() -> new AlbumTally(1, 2, cover))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AlbumTally(1, 0, cover))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AlbumTally(1, 1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AlbumTally(0, -1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAlbumShowsItsCoverAsItIsNowAndIsNotModifiedByThat() {
    Picture cover = picture(3);
    AlbumTally tally = new AlbumTally(4, 2, Optional.of(Cover.of(cover)));
    Album album = holding(0, new AlbumKind.Ordinary()).holding(tally, LATER);
    Picture safe = cover.described(cover.text(), true).moderated(true);
    Album shown = album.showing(safe);
    assertThat(shown.tally().cover()).contains(new Cover(cover.id(), ImageFormat.GIF, true));
    assertThat(shown.modified()).isEqualTo(LATER);
    assertThat(shown.showing(cover)).isEqualTo(album);
    assertThat(album.showing(picture(4).described(cover.text(), true).moderated(true)))
        .isEqualTo(album);
    Album uncovered = holding(2, new AlbumKind.Ordinary());
    assertThat(uncovered.showing(safe)).isEqualTo(uncovered);
  }

  @Test
  void anAlbumsNameHasNoBlanksAtItsEndsAndOneLine() {
    for (String bad : new String[] {"", " ", " x", "x ", "a\nb", "a\tb", "x".repeat(21)}) {
      assertThatThrownBy(() -> new AlbumName(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + bad + "'");
    }
  }

  @Test
  void aPlaceInTheOrderIsWithinItsLimits() {
    Album album = holding(0, new AlbumKind.Ordinary());
    Optional<PinLock> none = Optional.empty();
    assertThat(album.revised(revision(new Change.Keep<>()), none, 1_000_000, LATER).sequence())
        .isEqualTo(1_000_000);
    assertThatThrownBy(() -> album.revised(revision(new Change.Keep<>()), none, 1_000_001, LATER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000001");
    assertThatThrownBy(() -> album.revised(revision(new Change.Keep<>()), none, -1, LATER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Picture picture(int id) {
    return new Picture(
        new PictureId(id),
        new UserId(1),
        GalleryKind.PRIVATE,
        Optional.of(new AlbumId(1)),
        new PictureText("", ""),
        ImageFormat.GIF,
        1,
        1,
        1,
        new MediaKey("0".repeat(32)),
        Approval.APPROVED,
        Safety.UNDECLARED,
        CREATED,
        new ApiKey("app"));
  }

  private static AlbumRevision revision(Change<String> location) {
    return new AlbumRevision(
        new AlbumName("new"), new Change.Keep<>(), location, new LockChange.Keep());
  }

  private static Album holding(int pictures, AlbumKind kind) {
    return new Album(
        new AlbumId(1),
        new UserId(1),
        new AlbumName("album"),
        "",
        "Rome",
        Optional.empty(),
        kind,
        0,
        CREATED,
        CREATED,
        new AlbumTally(pictures, 0, Optional.empty()));
  }
}
