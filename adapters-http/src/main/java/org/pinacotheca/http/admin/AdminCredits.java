package org.pinacotheca.http.admin;

import static org.pinacotheca.http.admin.AdminRegistrations.register;
import static org.pinacotheca.http.admin.AdminRegistrations.required;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operator's calls that grant credits and refund sales. Thread-safe. */
final class AdminCredits {
  private static final BigDecimal AMOUNT_MAX = BigDecimal.valueOf(1_000_000_000);

  private static final int TRANSACTION_DIGITS_MAX = 18;

  private final Gallery gallery;

  AdminCredits(Gallery gallery) {
    this.gallery = gallery;
  }

  EncodedResponse grant(Fields fields) {
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

  EncodedResponse refund(Fields fields) {
    Optional<Long> transaction = required(fields, "TransactionID", transaction(fields));
    Optional<String> reason =
        required(fields, "Reason", fields.name("Reason", TransferReason.Refunded.WHY_LENGTH_MAX));
    if (!fields.faults().isEmpty()) {
      return AdminApi.plain(Refusals.invalid(fields.faults()));
    }
    RefundSale command = new RefundSale(transaction.orElseThrow(), reason.orElseThrow());
    return switch (gallery.creditAccounts().refund(command)) {
      case RefundSale.Refunded(PostedTransfer refund) ->
          EncodedResponse.json(200, out -> write(command.transaction(), refund, out));
      case RefundSale.TransferNotFound() ->
          refused(404, "not_found", "There is no transaction " + command.transaction() + ".");
      case RefundSale.NotASale() ->
          refused(
              409,
              "not_a_sale",
              "Only what a member paid for an album or a price plan can be refunded.");
      case RefundSale.AlreadyRefunded(long refund) ->
          refused(
              409,
              "already_refunded",
              "It was refunded for another reason, by transaction " + refund + ".");
      case RefundSale.SideErased() ->
          refused(409, "member_erased", "The buyer or the seller was erased.");
      case RefundSale.CreditsSpent(Credits cost, Credits balance) ->
          refused(
              409,
              "credits_spent",
              "The seller has to pay back "
                  + cost.toDecimal()
                  + " credits and holds "
                  + balance.toDecimal()
                  + "; nothing was refunded.");
    };
  }

  private static EncodedResponse refused(int status, String code, String message) {
    return AdminApi.plain(Response.error(status, code, message));
  }

  private static void write(long sale, PostedTransfer refund, JsonGenerator out)
      throws IOException {
    Transfer transfer = refund.transfer();
    out.writeStartObject();
    out.writeNumberField("TransactionID", refund.number());
    out.writeNumberField("RefundedTransactionID", sale);
    out.writeNumberField("Amount", transfer.amount().toDecimal());
    out.writeNumberField("BuyerUserID", member(transfer.to()));
    out.writeNumberField("SellerUserID", member(transfer.from()));
    out.writeFieldName("AlbumID");
    if (transfer.reason() instanceof TransferReason.Refunded(long _, var album, var _)
        && album.isPresent()) {
      out.writeNumber(album.get().value());
    } else {
      out.writeNull();
    }
    out.writeEndObject();
  }

  private static int member(AccountId account) {
    if (account instanceof AccountId.OfMember(UserId member)) {
      return member.value();
    }
    throw new IllegalStateException("a sale is between members, not with " + account);
  }

  /** Transaction numbers may be greater than other ids. */
  private static Optional<Long> transaction(Fields fields) {
    Optional<BigDecimal> written = fields.decimal("TransactionID");
    Optional<Long> number =
        written
            .filter(it -> it.signum() > 0 && it.precision() - it.scale() <= TRANSACTION_DIGITS_MAX)
            .filter(it -> it.stripTrailingZeros().scale() <= 0)
            .map(BigDecimal::longValueExact);
    if (written.isPresent() && number.isEmpty()) {
      fields.fault("TransactionID", "must be the number of a transaction.");
    }
    return number;
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
