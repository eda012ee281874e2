package org.pinacotheca.domain.credits;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Identifies a transfer and is its idempotency key: posting twice under one id moves credits once.
 * 1 to 200 visible ASCII characters.
 */
public record TransferId(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~]{1,200}");

  private static final String COMMISSION_SUFFIX = "/commission";

  public TransferId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a transfer's id is 1-200 visible ASCII characters, not '" + value + "'");
    }
  }

  /** The id of a grant; the reference is unique among all grants. */
  public static TransferId ofGrant(String reference) {
    return new TransferId("grant/" + reference);
  }

  /**
   * The id of the sale of an album to a viewer.
   *
   * @param time from 1; there is another one only after a refund
   */
  public static TransferId ofUnlock(AlbumId album, UserId viewer, int time) {
    String first = "unlock/" + album.value() + "/" + viewer.value();
    return new TransferId(time == 1 ? first : first + "/" + time);
  }

  /** The id of a sale of time to a viewer, made unique by a random text. */
  public static TransferId ofSubscription(UserId viewer, String random) {
    return new TransferId("subscribe/" + viewer.value() + "/" + random);
  }

  /** The id of the platform's share of a sale. */
  public static TransferId ofCommission(TransferId sale) {
    return new TransferId(sale.value() + COMMISSION_SUFFIX);
  }

  /**
   * The id of the refund of the transfer with this number in the ledger, of which there is at most
   * one.
   */
  public static TransferId ofRefund(long number) {
    return new TransferId("refund/" + number);
  }

  /** The id of the transfer of an erased member's credits to the platform. */
  public static TransferId ofErasure(UserId member) {
    return new TransferId("erase/" + member.value());
  }

  /** The sale whose commission has this id; empty when no commission has. */
  public Optional<TransferId> sale() {
    return value.endsWith(COMMISSION_SUFFIX) && value.length() > COMMISSION_SUFFIX.length()
        ? Optional.of(
            new TransferId(value.substring(0, value.length() - COMMISSION_SUFFIX.length())))
        : Optional.empty();
  }
}
