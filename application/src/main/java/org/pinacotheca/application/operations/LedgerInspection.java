package org.pinacotheca.application.operations;

import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.operations.Finding.About;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection.Part;
import org.pinacotheca.application.spi.InspectionStore.HeldAccount;
import org.pinacotheca.application.spi.InspectionStore.LedgerLine;
import org.pinacotheca.application.spi.InspectionStore.LedgerRow;
import org.pinacotheca.application.spi.InspectionStore.Totals;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.identity.UserId;

/** Checks that balances, histories and transfers agree. Used by one thread. */
final class LedgerInspection {
  private final UnitOfWork work;
  private final FindingCollector findings;
  private @Nullable LedgerLine before;

  LedgerInspection(UnitOfWork work, FindingCollector findings) {
    this.work = work;
    this.findings = findings;
  }

  void inspectTransfers(PurchaseInspection purchases) {
    Batches.<LedgerRow>each(
        work,
        (tx, last, limit) ->
            tx.inspection().transfers(last.map(LedgerRow::number).orElse(0L), limit),
        page -> {
          page.forEach(this::inspect);
          purchases.inspectTransfers(page);
          findings.looked(Part.TRANSFERS, page.size());
        });
  }

  private void inspect(LedgerRow posted) {
    if (posted.entered() < 2) {
      findings.add(
          FindingKind.TRANSFER_UNENTERED,
          "the transfer from "
              + words(posted.transfer().from())
              + " to "
              + words(posted.transfer().to())
              + " stands in the history of "
              + posted.entered()
              + " of its two accounts",
          new About("transfer", posted.number()));
    }
  }

  /**
   * Follows every history from its first line to its last, which must end in the account's balance.
   * Line and balance are read at one instant, and lines are only ever appended, so that credits may
   * move meanwhile.
   */
  void inspectAccounts() {
    before = null;
    Batches.<LedgerLine>each(
        work,
        (tx, last, limit) -> tx.inspection().ledgerLines(last, limit),
        page -> {
          page.forEach(this::follow);
          findings.looked(Part.LEDGER_LINES, page.size());
        });
    endHistory();
    Batches.<HeldAccount>each(
        work,
        (tx, last, limit) -> tx.inspection().accounts(last.map(HeldAccount::account), limit),
        page -> page.forEach(this::inspect));
    Totals totals = work.read(tx -> tx.inspection().totals());
    if (totals.held() != totals.granted()) {
      findings.add(
          FindingKind.LEDGER_SUM,
          "all accounts together hold "
              + amount(totals.held())
              + ", but "
              + amount(totals.granted())
              + " were granted");
    }
  }

  private void follow(LedgerLine line) {
    if (before != null && !before.account().equals(line.account())) {
      endHistory();
    }
    About account = about(line.account());
    About transfer = new About("transfer", line.number());
    long earlier = before == null ? 0 : before.balance();
    if (line.gain().isEmpty()) {
      findings.add(
          FindingKind.HISTORY_BROKEN,
          "the history has a line whose transfer is missing or concerns other accounts",
          account,
          transfer);
    } else if (line.balance() != expected(line, earlier, line.gain().getAsLong())) {
      findings.add(
          FindingKind.HISTORY_BROKEN,
          "after "
              + amount(earlier)
              + " and a change of "
              + amount(line.gain().getAsLong())
              + " the history says "
              + amount(line.balance()),
          account,
          transfer);
    }
    before = line;
  }

  /** The account that grants come from has no balance. */
  private static long expected(LedgerLine line, long earlier, long gain) {
    return line.account() instanceof AccountId.Grants ? 0 : earlier + gain;
  }

  private void endHistory() {
    LedgerLine last = before;
    before = null;
    if (last == null || last.account() instanceof AccountId.Grants) {
      return;
    }
    if (!last.held().equals(OptionalLong.of(last.balance()))) {
      findings.add(
          FindingKind.BALANCE_WRONG,
          "the account holds "
              + (last.held().isPresent() ? amount(last.held().getAsLong()) : "nothing at all")
              + ", but its history ends with "
              + amount(last.balance()),
          about(last.account()));
    }
  }

  private void inspect(HeldAccount held) {
    if (!held.hasHistory() && held.held() != 0) {
      findings.add(
          FindingKind.BALANCE_WRONG,
          "the account holds " + amount(held.held()) + " without any history",
          about(held.account()));
    }
  }

  private static About about(AccountId account) {
    return new About("account", word(account));
  }

  private static String word(AccountId account) {
    return switch (account) {
      case AccountId.OfMember(UserId member) -> Integer.toString(member.value());
      case AccountId.OfPlatform(int part) -> "platform/" + part;
      case AccountId.Grants() -> "grants";
    };
  }

  private static String words(AccountId account) {
    return account instanceof AccountId.OfMember ? "member " + word(account) : word(account);
  }

  static String amount(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2).toPlainString();
  }
}
