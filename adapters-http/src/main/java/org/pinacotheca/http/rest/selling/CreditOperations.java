package org.pinacotheca.http.rest.selling;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;

/** The operations on the caller's account. */
public final class CreditOperations {
  private static final WireSchema<LedgerEntry> ENTRY =
      WireSchema.of(
          "CreditTransaction",
          "CreditHistory",
          WireSchema.whole("TransactionID", LedgerEntry::number),
          WireSchema.time("TransactionDate", entry -> entry.transfer().at()),
          WireSchema.decimal("Amount", entry -> BigDecimal.valueOf(entry.gainInHundredths(), 2)),
          WireSchema.decimal("Balance", entry -> entry.balance().toDecimal()),
          WireSchema.text("Description", entry -> describe(entry.transfer().reason())),
          WireSchema.wholeOrNil("CounterpartyUserID", entry -> member(entry.counterparty())),
          WireSchema.wholeOrNil("AlbumID", entry -> album(entry.transfer().reason())));

  private static final WireSchema<Page<LedgerEntry>> HISTORY =
      WireSchema.of(
          "CreditsHistory",
          "CreditHistory",
          WireSchema.whole("PageNumber", page -> page.request().number()),
          WireSchema.whole("PageSize", page -> page.request().size()),
          WireSchema.whole("PageCount", Page::pageCount),
          WireSchema.parts("CreditHistory", ENTRY, Page::items));

  private static final String ASCENDING = "transactiondate-asc";
  private static final String DESCENDING = "transactiondate-desc";
  private static final Set<Scope> SCOPES = Set.of(Scope.ACCOUNT_CREDITS_HISTORY);

  private CreditOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading(
            "CreditHistory/GetCreditsHistory", SCOPES, false, CreditOperations::history),
        Operation.reading(
            "CreditHistory/GetCurrentCreditBalance", SCOPES, false, CreditOperations::balance));
  }

  private static EncodedResponse history(RestRequest call) {
    boolean newestFirst = isNewestFirst(call.fields());
    OptionalInt number = call.fields().integer("PageNumber");
    Optional<PageRequest> page =
        call.take(PageRequest.check(number, call.fields().integer("PageSize")));
    return call.read(
        () -> new GetCreditsHistory(newestFirst, number, page.orElseThrow().size()),
        query -> call.gallery().creditAccounts().history(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetCreditsHistory.Read(Page<LedgerEntry> read) -> Response.object(HISTORY, read);
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static boolean isNewestFirst(Fields fields) {
    String word = fields.text("OrderBy").orElse(ASCENDING).strip().toLowerCase(Locale.ROOT);
    if (Stream.of(ASCENDING, DESCENDING).noneMatch(word::equals)) {
      fields.fault("OrderBy", "must be " + ASCENDING + " or " + DESCENDING + ".");
    }
    return word.equals(DESCENDING);
  }

  private static EncodedResponse balance(RestRequest call) {
    return call.read(
        GetCreditBalance::new,
        query -> call.gallery().creditAccounts().balance(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetCreditBalance.Read(Credits balance) -> Response.amount(balance.toDecimal());
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static Optional<Integer> album(TransferReason reason) {
    return switch (reason) {
      case TransferReason.AlbumUnlocked(var album) -> Optional.of(album.value());
      case TransferReason.Refunded(long _, var album, var _) -> album.map(AlbumId::value);
      default -> Optional.empty();
    };
  }

  private static String describe(TransferReason reason) {
    return switch (reason) {
      case TransferReason.Granted() -> "Granted";
      case TransferReason.AlbumUnlocked(var album) -> "Album " + album.value() + " unlocked";
      case TransferReason.Subscribed(var plan, var _) -> "Subscription, plan " + plan.value();
      case TransferReason.Refunded(long number, var _, var why) ->
          "Refund of transaction " + number + why.map(words -> ": " + words).orElse("");
      case TransferReason.Commission() -> "Commission";
      // The client has disconnected.
      case TransferReason.Erased() -> "Erased";
    };
  }

  private static Optional<Integer> member(AccountId account) {
    return switch (account) {
      case AccountId.OfMember(var member) -> Optional.of(member.value());
      case AccountId.OfPlatform(int _), AccountId.Grants() -> Optional.empty();
    };
  }
}
