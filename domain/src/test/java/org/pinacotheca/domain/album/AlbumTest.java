package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.member.UserId;

class AlbumTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = CREATED.plusSeconds(60);

  @Test
  void anAlbumIsFullAtTheLimitOfItsKind() {
    assertThat(holding(59, new AlbumKind.Ordinary()).isTooSmallFor(1)).isFalse();
    assertThat(holding(60, new AlbumKind.Ordinary()).isTooSmallFor(1)).isTrue();
    assertThat(holding(58, new AlbumKind.Ordinary()).isTooSmallFor(3)).isTrue();
    AlbumKind ofApplication = new AlbumKind.ApplicationDefault(new ApiKey("app"));
    assertThat(holding(999, ofApplication).isTooSmallFor(1)).isFalse();
    assertThat(holding(1000, ofApplication).isTooSmallFor(1)).isTrue();
  }

  @Test
  void aRevisionKeepsTheLocationWhenNoneIsGiven() {
    Album album = holding(0, new AlbumKind.Ordinary());
    Album kept = album.revised(details("new", ""), Optional.empty(), 5, LATER);
    assertThat(kept.location()).isEqualTo("Rome");
    assertThat(kept.name().value()).isEqualTo("new");
    assertThat(kept.sequence()).isEqualTo(5);
    assertThat(kept.created()).isEqualTo(CREATED);
    assertThat(kept.modified()).isEqualTo(LATER);
    assertThat(album.revised(details("new", "Siena"), Optional.empty(), 5, LATER).location())
        .isEqualTo("Siena");
  }

  @Test
  void aTallyThatContradictsItselfIsNone() {
    Optional<PictureId> cover = Optional.of(new PictureId(1));
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
    assertThat(album.revised(details("n", ""), none, 1_000_000, LATER).sequence())
        .isEqualTo(1_000_000);
    assertThatThrownBy(() -> album.revised(details("n", ""), none, 1_000_001, LATER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000001");
    assertThatThrownBy(() -> album.revised(details("n", ""), none, -1, LATER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AlbumDetails details(String name, String location) {
    return new AlbumDetails(new AlbumName(name), "", location, Optional.empty());
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
