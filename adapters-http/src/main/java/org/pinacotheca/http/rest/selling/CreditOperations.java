package org.pinacotheca.http.rest.selling;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Call;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.wire.Answer;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Model;
import org.pinacotheca.http.wire.Rendered;
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

  private static Rendered history(Call call) {
    GetCreditsHistory query =
        new GetCreditsHistory(
            isNewestFirst(call.fields()),
            call.fields().integer("PageNumber"),
            call.fields().integer("PageSize"));
    return call.read(
        query,
        () -> call.gallery().creditAccounts().history(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetCreditsHistory.Read(Page<LedgerEntry> page) ->
                  Answer.object(HistoryWire.MODEL, HistoryWire.from(page));
              case Denied(var why) -> Refusals.denied(why);
              case InvalidFields(var faults) -> Refusals.invalidFields(faults);
            });
  }

  private static boolean isNewestFirst(Fields fields) {
    String word = fields.text("OrderBy").orElse(ASCENDING).strip().toLowerCase(Locale.ROOT);
    if (Stream.of(ASCENDING, DESCENDING).noneMatch(word::equals)) {
      fields.fault("OrderBy", "must be " + ASCENDING + " or " + DESCENDING + ".");
    }
    return word.equals(DESCENDING);
  }

  private static Rendered balance(Call call) {
    return call.read(
        List::of,
        () -> call.gallery().creditAccounts().balance(call.caller(), new GetCreditBalance()),
        outcome ->
            switch (outcome) {
              case GetCreditBalance.Read(Credits balance) -> Answer.amount(balance.toDecimal());
              case Denied(var why) -> Refusals.denied(why);
            });
  }

  private record HistoryWire(
      int pageNumber, int pageSize, long pageCount, List<EntryWire> entries) {
    static final Model<HistoryWire> MODEL =
        Model.of(
            "CreditsHistory",
            "CreditHistory",
            Model.whole("PageNumber", HistoryWire::pageNumber),
            Model.whole("PageSize", HistoryWire::pageSize),
            Model.whole("PageCount", HistoryWire::pageCount),
            Model.parts("CreditHistory", EntryWire.MODEL, HistoryWire::entries));

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
    static final Model<EntryWire> MODEL =
        Model.of(
            "CreditTransaction",
            "CreditHistory",
            Model.whole("TransactionID", EntryWire::transactionId),
            Model.text("TransactionDate", EntryWire::date),
            Model.decimal("Amount", EntryWire::amount),
            Model.decimal("Balance", EntryWire::balance),
            Model.text("Description", EntryWire::description),
            Model.wholeOrNil("CounterpartyUserID", EntryWire::counterparty),
            Model.wholeOrNil("AlbumID", EntryWire::album));

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
        // Nobody is left to read it.
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
