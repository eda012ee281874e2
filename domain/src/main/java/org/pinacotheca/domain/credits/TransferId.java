package org.pinacotheca.domain.credits;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Names a transfer and is its idempotency key: whatever is posted twice under one id moves credits
 * once. 1 to 200 visible ASCII characters.
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

  /** Of a grant; the reference is unique among all grants. */
  public static TransferId ofGrant(String reference) {
    return new TransferId("grant/" + reference);
  }

  /**
   * Of the sale of an album to a viewer.
   *
   * @param time from 1; there is another one only after a refund
   */
  public static TransferId ofUnlock(AlbumId album, UserId viewer, int time) {
    String first = "unlock/" + album.value() + "/" + viewer.value();
    return new TransferId(time == 1 ? first : first + "/" + time);
  }

  /** Of a sale of time to a viewer, made unique by something random. */
  public static TransferId ofSubscription(UserId viewer, String random) {
    return new TransferId("subscribe/" + viewer.value() + "/" + random);
  }

  /** Of the platform's share of a sale. */
  public static TransferId ofCommission(TransferId sale) {
    return new TransferId(sale.value() + COMMISSION_SUFFIX);
  }

  /** Of what takes back the transfer with this number in the ledger, once. */
  public static TransferId ofRefund(long number) {
    return new TransferId("refund/" + number);
  }

  /** Of what an erased member leaves to the platform. */
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
