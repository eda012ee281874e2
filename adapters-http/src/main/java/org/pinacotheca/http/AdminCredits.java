package org.pinacotheca.http;

import static org.pinacotheca.http.AdminRegistrations.register;
import static org.pinacotheca.http.AdminRegistrations.required;

import java.math.BigDecimal;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.CreditAccounts;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.member.UserId;

/** The operator's call that gives credits. Thread-safe. */
final class AdminCredits {
  private static final BigDecimal AMOUNT_MAX = BigDecimal.valueOf(1_000_000_000);

  private final Gallery gallery;

  AdminCredits(Gallery gallery) {
    this.gallery = gallery;
  }

  Rendered grant(Fields fields) {
    Optional<UserId> user = required(fields, "UserID", fields.numbered("UserID", UserId::new));
    Optional<Credits> amount = required(fields, "Amount", amount(fields));
    Optional<String> reference = required(fields, "Reference", reference(fields));
    return register(
        fields,
        () ->
            gallery
                .creditAccounts()
                .grant(
                    new CreditAccounts.GrantCredits(
                        user.orElseThrow(), amount.orElseThrow(), reference.orElseThrow())),
        grant ->
            out -> {
              out.writeStartObject();
              out.writeNumberField("TransactionID", grant.number());
              out.writeNumberField("Balance", grant.balance().toDecimal());
              out.writeEndObject();
            });
  }

  private static Optional<Credits> amount(Fields fields) {
    Optional<BigDecimal> written = fields.decimal("Amount");
    Optional<BigDecimal> usable =
        written
            .filter(amount -> amount.signum() > 0 && amount.compareTo(AMOUNT_MAX) <= 0)
            .filter(amount -> amount.stripTrailingZeros().scale() <= 2);
    if (written.isPresent() && usable.isEmpty()) {
      fields.fault(
          "Amount", "must be more than 0 and at most 1000000000, with at most 2 decimals.");
    }
    return usable.map(amount -> new Credits(amount.movePointRight(2).longValueExact()));
  }

  private static Optional<String> reference(Fields fields) {
    Optional<String> written = fields.text("Reference");
    Optional<String> usable = written.filter(CreditAccounts.GrantCredits::isReference);
    if (written.isPresent() && usable.isEmpty()) {
      fields.fault("Reference", "must be 1-100 visible ASCII characters.");
    }
    return usable;
  }
}
