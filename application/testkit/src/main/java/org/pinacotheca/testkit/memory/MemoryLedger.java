package org.pinacotheca.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.application.spi.LedgerStore;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;

/** The ledger in memory: the floor is enforced here, as a database enforces it. */
record MemoryLedger(MemoryTables tables) implements LedgerStore {
  private static final Credits NOTHING = new Credits(0);

  @Override
  public Credits balance(AccountId account) {
    List<LedgerEntry> entries = of(account);
    return entries.isEmpty() ? NOTHING : entries.getLast().balance();
  }

  @Override
  public Optional<Transfer> find(TransferId id) {
    return tables.transfers.find(id.value()).flatMap(tables.ledger::find);
  }

  @Override
  public Optional<Transfer> find(long number) {
    return tables.ledger.find(number);
  }

  @Override
  public List<Transfer> subscribed(UserId viewer, UserId owner) {
    return tables.ledger.rows().entrySet().stream()
        .filter(row -> row.getValue().reason() instanceof TransferReason.Subscribed)
        .filter(row -> row.getValue().from().equals(new AccountId.OfMember(viewer)))
        .filter(row -> row.getValue().to().equals(new AccountId.OfMember(owner)))
        .filter(row -> find(TransferId.ofRefund(row.getKey())).isEmpty())
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public boolean post(Transfer transfer) {
    tables.ledger.requireWritable();
    if (tables.transfers.has(transfer.id().value())) {
      throw new IllegalStateException("there is a transfer " + transfer.id().value() + " already");
    }
    long amount = transfer.amount().hundredths();
    boolean isGranted = transfer.from() instanceof AccountId.Grants;
    long left = isGranted ? 0 : balance(transfer.from()).hundredths() - amount;
    if (left < 0) {
      return false;
    }
    long number = tables.counters.transfers.incrementAndGet();
    long reached = Math.addExact(balance(transfer.to()).hundredths(), amount);
    tables.transfers.add(transfer.id().value(), number);
    tables.ledger.add(number, transfer);
    enter(new LedgerEntry(number, transfer.from(), transfer, new Credits(left)));
    enter(new LedgerEntry(number, transfer.to(), transfer, new Credits(reached)));
    return true;
  }

  @Override
  public long number(TransferId id) {
    return tables
        .transfers
        .find(id.value())
        .orElseThrow(() -> new IllegalStateException("there is no transfer " + id.value()));
  }

  @Override
  public long count(AccountId account) {
    return of(account).size();
  }

  @Override
  public Page<LedgerEntry> entries(AccountId account, boolean newestFirst, PageRequest page) {
    List<LedgerEntry> entries = of(account);
    return MemoryRecords.page(newestFirst ? entries.reversed() : entries, page);
  }

  private void enter(LedgerEntry entry) {
    List<LedgerEntry> entries = new ArrayList<>(of(entry.account()));
    entries.add(entry);
    tables.entries.put(row(entry.account()), List.copyOf(entries));
  }

  private List<LedgerEntry> of(AccountId account) {
    return tables.entries.find(row(account)).orElse(List.of());
  }

  static String row(AccountId account) {
    return switch (account) {
      case AccountId.OfMember(var member) -> "member " + member.value();
      case AccountId.OfPlatform(int part) -> "platform " + part;
      case AccountId.Grants() -> "grants";
    };
  }
}
