package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.domain.sharing.ShareTerms;

/** The contract of the store of share links. Part of {@link StorageContract}. */
public interface ShareLinkStoreContract {
  /** Later than everything that is written. */
  Instant NEVER = SOME_TIME.plusSeconds(1000);

  /** The storage under test. */
  StorageFixture fixture();

  private ShareLink add(UserId owner, AlbumId album, ShareTerms terms, Optional<PinHash> pin) {
    return fixture()
        .write(tx -> {
          ShareLink link =
              ShareLink.of(
                  tx.shareLinks().nextId(),
                  owner,
                  album,
                  terms,
                  StorageFixture.uniqueHash(),
                  pin,
                  SOME_TIME);
          tx.shareLinks().add(link);
          return link;
        });
  }

  private ShareLink add(UserId owner, AlbumId album) {
    return add(owner, album, ShareTerms.labelled("for all"), Optional.empty());
  }

  @Test
  default void aLinkIsFoundAsItWasAdded() {
    UserId owner = fixture().member();
    AlbumId album = fixture().album(owner, 0).id();
    AlbumId other = fixture().album(owner, 1).id();
    ShareTerms full =
        ShareTerms.labelled("ä".repeat(100)).until(NEVER).forVisits(1_000_000).withDownload();
    ShareLink first = add(owner, album, full, Optional.of(new PinHash("0f".repeat(32))));
    ShareLink second = add(owner, album);
    ShareLink third = add(owner, other);
    assertThat(fixture().maybe(tx -> tx.shareLinks().find(first.id()))).contains(first);
    assertThat(fixture().maybe(tx -> tx.shareLinks().find(second.token()))).contains(second);
    SecretHash unknown = StorageFixture.uniqueHash();
    assertThat(fixture().maybe(tx -> tx.shareLinks().find(unknown))).isEmpty();
    assertThat(fixture().maybe(tx -> tx.shareLinks().find(new ShareLinkId(0)))).isEmpty();
    assertThat(fixture().list(tx -> tx.shareLinks().ofOwner(owner)))
        .containsExactly(first, second, third);
    assertThat(fixture().list(tx -> tx.shareLinks().ofAlbum(owner, album)))
        .containsExactly(first, second);
    fixture().change(tx -> tx.shareLinks().remove(first));
    assertThat(fixture().list(tx -> tx.shareLinks().ofAlbum(owner, album))).containsExactly(second);
    fixture().change(tx -> tx.shareLinks().removeOfAlbum(owner, album));
    assertThat(fixture().list(tx -> tx.shareLinks().ofOwner(owner))).containsExactly(third);
    assertThatThrownBy(() -> fixture().change(tx -> tx.shareLinks().add(third)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void visitsAreReplacedUnderALock() {
    UserId owner = fixture().member();
    ShareLink link = add(owner, fixture().album(owner, 0).id());
    ShareLink visited = link.visited(SOME_TIME.plusSeconds(1));
    fixture()
        .change(tx -> {
          assertThat(tx.shareLinks().lock(link.id())).contains(link);
          tx.shareLinks().replaceVisits(visited);
          assertThat(tx.shareLinks().lock(new ShareLinkId(0))).isEmpty();
        });
    assertThat(fixture().maybe(tx -> tx.shareLinks().find(link.id()))).contains(visited);
    assertThatThrownBy(() -> fixture().maybe(tx -> tx.shareLinks().lock(link.id())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void wrongPinsAreCountedPerOriginAndPerLink() {
    UserId owner = fixture().member();
    AlbumId album = fixture().album(owner, 0).id();
    ShareLinkId link = add(owner, album).id();
    ShareLinkId other = add(owner, album).id();
    WrongPinAttempt first = new WrongPinAttempt(SOME_TIME, 0);
    WrongPinAttempt second = new WrongPinAttempt(SOME_TIME.plusSeconds(1), 1);
    WrongPinAttempt atOnce = new WrongPinAttempt(SOME_TIME.plusSeconds(1), 2);
    fixture()
        .change(tx -> {
          tx.shareLinks().addWrongPin(link, "here", first);
          tx.shareLinks().addWrongPin(link, "here", second);
          tx.shareLinks().addWrongPin(link, "here", atOnce);
          tx.shareLinks().addWrongPin(link, "there", second);
          tx.shareLinks().addWrongPin(other, "here", second);
        });
    fixture()
        .read(tx -> {
          assertThat(tx.shareLinks().wrongPins(link, "here", NEVER, 5))
              .containsExactly(atOnce, second, first);
          assertThat(tx.shareLinks().wrongPins(link, "here", NEVER, 1)).containsExactly(atOnce);
          assertThat(tx.shareLinks().wrongPins(link, "here", second.at(), 5))
              .containsExactly(first);
          assertThat(tx.shareLinks().wrongPins(link, "there", NEVER, 5)).containsExactly(second);
          assertThat(tx.shareLinks().wrongPin(link, NEVER, 4)).contains(SOME_TIME);
          assertThat(tx.shareLinks().wrongPin(link, NEVER, 5)).isEmpty();
          assertThat(tx.shareLinks().wrongPin(link, second.at(), 2)).isEmpty();
          assertThat(tx.shareLinks().wrongPin(other, NEVER, 1)).contains(second.at());
          return 0;
        });
  }

  @Test
  default void wrongPinsOfLinksAreForgotten() {
    UserId owner = fixture().member();
    ShareLinkId link = add(owner, fixture().album(owner, 0).id()).id();
    Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
    fixture()
        .change(tx -> {
          tx.shareLinks().addWrongPin(link, "here", new WrongPinAttempt(longAgo, 0));
          tx.shareLinks().addWrongPin(link, "here", new WrongPinAttempt(longAgo.plusSeconds(1), 0));
        });
    fixture()
        .change(tx ->
            tx.expired()
                .removeBefore(ExpiryStore.Kind.WRONG_LINK_PINS, longAgo.plusSeconds(1), 100));
    assertThat(fixture().list(tx -> tx.shareLinks().wrongPins(link, "here", NEVER, 5)))
        .containsExactly(new WrongPinAttempt(longAgo.plusSeconds(1), 0));
  }

  @Test
  default void linksGoWithTheirOwner() {
    UserId owner = fixture().member();
    UserId other = fixture().member();
    ShareLink link = add(owner, fixture().album(owner, 0).id());
    ShareLink others = add(other, fixture().album(other, 0).id());
    fixture()
        .change(tx -> {
          tx.shareLinks().addWrongPin(link.id(), "here", new WrongPinAttempt(SOME_TIME, 0));
          tx.shareLinks().addWrongPin(others.id(), "here", new WrongPinAttempt(SOME_TIME, 0));
        });
    fixture().change(tx -> tx.erasures().erase(owner, SOME_TIME));
    assertThat(fixture().list(tx -> tx.shareLinks().ofOwner(owner))).isEmpty();
    assertThat(fixture().maybe(tx -> tx.shareLinks().wrongPin(link.id(), NEVER, 1))).isEmpty();
    assertThat(fixture().list(tx -> tx.shareLinks().ofOwner(other))).isEqualTo(List.of(others));
    assertThat(fixture().maybe(tx -> tx.shareLinks().wrongPin(others.id(), NEVER, 1)))
        .contains(SOME_TIME);
  }
}
