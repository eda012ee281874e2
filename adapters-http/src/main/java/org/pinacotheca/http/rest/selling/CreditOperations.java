package org.pinacotheca.http.rest.selling;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
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
import org.pinacotheca.http.wire.WireTime;

/** The operations on the caller's account. */
public final class CreditOperations {
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
              case GetCreditsHistory.Read(Page<LedgerEntry> read) ->
                  Response.object(HistoryWire.MODEL, HistoryWire.from(read));
              case CommonRefusal refusal -> Refusals.common(refusal);
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
              case CommonRefusal refusal -> Refusals.common(refusal);
            });
  }

  private record HistoryWire(
      int pageNumber, int pageSize, long pageCount, List<EntryWire> entries) {
    static final WireSchema<HistoryWire> MODEL =
        WireSchema.of(
            "CreditsHistory",
            "CreditHistory",
            WireSchema.whole("PageNumber", HistoryWire::pageNumber),
            WireSchema.whole("PageSize", HistoryWire::pageSize),
            WireSchema.whole("PageCount", HistoryWire::pageCount),
            WireSchema.parts("CreditHistory", EntryWire.MODEL, HistoryWire::entries));

    static HistoryWire from(Page<LedgerEntry> page) {
      return new HistoryWire(
          page.request().number(),
          page.request().size(),
          page.pageCount(),
          page.items().stream().map(EntryWire::from).toList());
    }
  }

  private record EntryWire(
      long transactionId,
      String date,
      BigDecimal amount,
      BigDecimal balance,
      String description,
      @Nullable Long counterparty,
      @Nullable Long album) {
    static final WireSchema<EntryWire> MODEL =
        WireSchema.of(
            "CreditTransaction",
            "CreditHistory",
            WireSchema.whole("TransactionID", EntryWire::transactionId),
            WireSchema.text("TransactionDate", EntryWire::date),
            WireSchema.decimal("Amount", EntryWire::amount),
            WireSchema.decimal("Balance", EntryWire::balance),
            WireSchema.text("Description", EntryWire::description),
            WireSchema.wholeOrNil("CounterpartyUserID", EntryWire::counterparty),
            WireSchema.wholeOrNil("AlbumID", EntryWire::album));

    static EntryWire from(LedgerEntry entry) {
      TransferReason reason = entry.transfer().reason();
      return new EntryWire(
          entry.number(),
          WireTime.write(entry.transfer().at()),
          BigDecimal.valueOf(entry.gainInHundredths(), 2),
          entry.balance().toDecimal(),
          describe(reason),
          member(entry.counterparty()),
          album(reason));
    }

    private static @Nullable Long album(TransferReason reason) {
      return switch (reason) {
        case TransferReason.AlbumUnlocked(var album) -> Long.valueOf(album.value());
        case TransferReason.Refunded(long _, var album, var _) ->
            album.map(unlocked -> Long.valueOf(unlocked.value())).orElse(null);
        default -> null;
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

    private static @Nullable Long member(AccountId account) {
      return switch (account) {
        case AccountId.OfMember(var member) -> Long.valueOf(member.value());
        case AccountId.OfPlatform(int _), AccountId.Grants() -> null;
      };
    }
  }
}
