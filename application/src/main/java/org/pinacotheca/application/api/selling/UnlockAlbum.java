package org.pinacotheca.application.api.selling;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.operations.ScopedOutcome;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/**
 * Unlocks an album for the subject permanently, and charges its PIN price once, ever. The owner, a
 * subscriber, and viewers who have already unlocked it are charged nothing, whatever PIN they give.
 * A charge needs {@link org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_SPEND}.
 *
 * @param expectedPrice what the buyer saw; empty accepts any price
 */
public record UnlockAlbum(AlbumId album, Pin pin, Optional<Credits> expectedPrice) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits UnlockAlbum.Unlocked,
          CommonRefusal,
          AlbumNotFound,
          TooManyWrongPins,
          WrongPin,
          SaleRefusal {}

  /**
   * The subject may look at the album; {@code since} is empty for the owner and subscribers, who
   * have not bought it, and {@code balance} for a caller without {@link
   * org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_HISTORY}.
   */
  public record Unlocked(
      AlbumId album,
      UserId owner,
      Credits charged,
      Optional<Credits> balance,
      Optional<Instant> since)
      implements Outcome, ScopedOutcome {
    @Override
    public Set<Scope> scopes() {
      return ScopedOutcome.ofSale(charged.hundredths() > 0, balance.isPresent());
    }
  }
}
