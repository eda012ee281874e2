package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Change;

class PinLockTest {
  private static final Price PRICE = new Price(new Credits(250));

  @Test
  void aLockOpensForTheHashOfItsPinAlone() {
    PinLock lock = new PinLock(new PinHash("a".repeat(64)), PRICE);
    assertThat(lock.isOpenedBy(new PinHash("a".repeat(64)))).isTrue();
    assertThat(lock.isOpenedBy(new PinHash("a".repeat(63) + "b"))).isFalse();
  }

  @Test
  void whoBuildsAnAlbumOfBadValuesIsReported() {
    Pin weak = new Pin("1234");
    assertThatThrownBy(() -> new PinTerms(weak, PRICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("easily guessed");
    assertThatThrownBy(() -> new LockChange.NewPin(weak))
        .isInstanceOf(IllegalArgumentException.class);
    AlbumName name = new AlbumName("name");
    assertThatThrownBy(() -> new AlbumDetails(name, "x".repeat(1001), "", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ALBUM_DESCRIPTION must be at most 1000 characters; it has 1001.");
    assertThatThrownBy(() ->
            new AlbumRevision(
                name, new Change.Keep<>(), new Change.Set<>("two\nlines"), new LockChange.Keep()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AlbumDraft.named("").lockedBy("1234", "2.50").check().orElseThrow())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ALBUM_NAME is required")
        .hasMessageContaining("PIN is easily guessed");
  }
}
