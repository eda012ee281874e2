package org.pinacotheca.application.api.selling;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.operations.ScopedAnswer;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Unlocks an album for the subject permanently, and charges its PIN price once, ever. The owner, a
 * subscriber, and viewers who have already unlocked it are charged nothing, whatever PIN they give.
 * A charge needs {@link org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_SPEND}. The text form
 * does not show the PIN.
 *
 * @param album empty when the caller named none, which is a fault
 * @param pin empty when the caller gave none, which is a fault
 * @param price what the buyer saw; empty accepts any price
 */
public record UnlockAlbum(Optional<AlbumId> album, Optional<String> pin, Optional<BigDecimal> price)
    implements Request {
  /** Unlocks an album at any price. */
  public UnlockAlbum(Optional<AlbumId> album, Optional<String> pin) {
    this(album, pin, Optional.empty());
  }

  @Override
  public List<FieldFault> faults() {
    return Form.all(
        List.of(
            Form.required(album, Field.ALBUM, "the id of an album."),
            Form.required(pin.filter(Pin::isWellFormed), Field.PIN, "exactly 4 letters or digits."),
            Form.price(price)));
  }

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
      implements Outcome, ScopedAnswer {
    @Override
    public Set<Scope> scopes() {
      return ScopedAnswer.ofSale(charged.hundredths() > 0, balance.isPresent());
    }
  }

  @Override
  public String toString() {
    return "UnlockAlbum[album="
        + album
        + ", pin="
        + (pin.isPresent() ? "…" : "none")
        + ", price="
        + price
        + "]";
  }
}
