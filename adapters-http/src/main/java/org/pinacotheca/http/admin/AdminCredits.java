package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonObject;
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
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;
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

  Response grant(Fields fields) {
    Optional<UserId> user =
        fields.required("UserID", fields.numbered("UserID", UserId::assignable));
    Optional<Credits> amount = fields.required("Amount", amount(fields));
    Optional<String> reference = fields.required("Reference", reference(fields));
    return AdminRegistrations.register(
        fields,
        () ->
            gallery
                .creditAccounts()
                .grant(
                    new CreditAccounts.GrantCredits(
                        user.orElseThrow(), amount.orElseThrow(), reference.orElseThrow())),
        grant ->
            new JsonObject()
                .put("TransactionID", grant.number())
                .put("Balance", grant.balance().toDecimal()));
  }

  Response refund(Fields fields) {
    Optional<Long> transaction = fields.required("TransactionID", transaction(fields));
    Optional<String> reason =
        fields.required("Reason", fields.name("Reason", TransferReason.Refunded.WHY_LENGTH_MAX));
    RefusedException.unlessValid(fields);
    RefundSale command = new RefundSale(transaction.orElseThrow(), reason.orElseThrow());
    return switch (gallery.creditAccounts().refund(command)) {
      case RefundSale.Refunded(PostedTransfer refund) ->
          Response.json(json(command.transaction(), refund));
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

  private static Response refused(int status, String code, String message) {
    return Response.error(status, code, message);
  }

  private static JsonObject json(long sale, PostedTransfer refund) {
    Transfer transfer = refund.transfer();
    Optional<AlbumId> album =
        transfer.reason() instanceof TransferReason.Refunded(long _, var refunded, var _)
            ? refunded
            : Optional.empty();
    return new JsonObject()
        .put("TransactionID", refund.number())
        .put("RefundedTransactionID", sale)
        .put("Amount", transfer.amount().toDecimal())
        .put("BuyerUserID", member(transfer.to()))
        .put("SellerUserID", member(transfer.from()))
        .put("AlbumID", album.map(AlbumId::value).orElse(null));
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
