package org.pinacotheca.testkit.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.InspectionStore;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Picture;

/** The inspection of data in memory, where balances are those of the histories. */
record MemoryInspection(MemoryTables tables) implements InspectionStore {
  private static final Comparator<Unlock> BY_VIEWER_AND_ALBUM =
      Comparator.comparing(Unlock::viewer).thenComparing(Unlock::album);
  private static final Comparator<Subscription> BY_VIEWER_AND_OWNER =
      Comparator.comparing(Subscription::viewer).thenComparing(Subscription::owner);
  private static final Comparator<LedgerLine> BY_ACCOUNT_AND_NUMBER =
      Comparator.<LedgerLine>comparingLong(line -> rank(line.account()))
          .thenComparingLong(LedgerLine::number);

  @Override
  public boolean isMarkedWithAnotherKey() {
    return false;
  }

  @Override
  public List<Row<PictureId, Picture>> pictures(Optional<PictureId> after, int limit) {
    return page(
        tables
            .pictures
            .all()
            .<Row<PictureId, Picture>>map(picture -> new Row.Sound<>(picture.id(), picture)),
        Row::id,
        Comparator.naturalOrder(),
        after,
        limit);
  }

  @Override
  public List<Row<AlbumId, CountedAlbum>> albums(Optional<AlbumId> after, int limit) {
    return page(
        tables
            .albums
            .all()
            .<Row<AlbumId, CountedAlbum>>map(album -> new Row.Sound<>(album.id(), counted(album))),
        Row::id,
        Comparator.naturalOrder(),
        after,
        limit);
  }

  private CountedAlbum counted(Album album) {
    return new CountedAlbum(album, new MemoryPictures(tables).tally(album.owner(), album.id()));
  }

  @Override
  public List<LedgerLine> ledgerLines(Optional<LedgerLine> after, int limit) {
    return page(
        tables.entries.all().flatMap(List::stream).map(this::line),
        Function.identity(),
        BY_ACCOUNT_AND_NUMBER,
        after,
        limit);
  }

  private LedgerLine line(LedgerEntry entry) {
    OptionalLong gain =
        tables.ledger.find(entry.number()).filter(entry.transfer()::equals).isPresent()
            ? OptionalLong.of(entry.gainInHundredths())
            : OptionalLong.empty();
    return new LedgerLine(
        entry.account(),
        entry.number(),
        entry.balance().hundredths(),
        gain,
        entry.account() instanceof AccountId.Grants
            ? OptionalLong.empty()
            : OptionalLong.of(held(entry.account())));
  }

  private long held(AccountId account) {
    return new MemoryLedger(tables).balance(account).hundredths();
  }

  @Override
  public List<HeldAccount> accounts(Optional<AccountId> after, int limit) {
    return page(
        accounts().map(account -> new HeldAccount(account, held(account), true)),
        HeldAccount::account,
        Comparator.comparingLong(MemoryInspection::rank),
        after,
        limit);
  }

  private Stream<AccountId> accounts() {
    return tables
        .entries
        .all()
        .map(entries -> entries.getFirst().account())
        .filter(account -> !(account instanceof AccountId.Grants));
  }

  private static long rank(AccountId account) {
    return switch (account) {
      case AccountId.Grants() -> -AccountId.OfPlatform.PARTS - 1L;
      case AccountId.OfPlatform(int part) -> part - (long) AccountId.OfPlatform.PARTS;
      case AccountId.OfMember(var member) -> member.value();
    };
  }

  @Override
  public List<LedgerRow> transfers(long afterNumber, int limit) {
    return tables.ledger.rows().tailMap(afterNumber, false).entrySet().stream()
        .limit(limit)
        .map(row -> new LedgerRow(row.getKey(), row.getValue(), entered(row.getKey())))
        .toList();
  }

  private int entered(long number) {
    return (int)
        tables
            .entries
            .all()
            .flatMap(List::stream)
            .filter(entry -> entry.number() == number)
            .count();
  }

  @Override
  public Totals totals() {
    long granted =
        tables
            .ledger
            .all()
            .filter(transfer -> transfer.from() instanceof AccountId.Grants)
            .mapToLong(transfer -> transfer.amount().hundredths())
            .sum();
    return new Totals(accounts().mapToLong(this::held).sum(), granted);
  }

  @Override
  public List<Unlock> unlocks(Optional<Unlock> after, int limit) {
    return page(tables.unlocks.all(), Function.identity(), BY_VIEWER_AND_ALBUM, after, limit);
  }

  @Override
  public List<BoughtSubscription> subscriptions(Optional<Subscription> after, int limit) {
    return page(tables.subscriptions.all(), Function.identity(), BY_VIEWER_AND_OWNER, after, limit)
        .stream()
        .map(bought -> new BoughtSubscription(bought, isPaid(bought)))
        .toList();
  }

  private boolean isPaid(Subscription bought) {
    return !new MemoryLedger(tables).subscribed(bought.viewer(), bought.owner()).isEmpty();
  }

  private static <T, K> List<T> page(
      Stream<T> all,
      Function<T, K> key,
      Comparator<? super K> order,
      Optional<K> after,
      int limit) {
    return all.filter(row -> after.isEmpty() || order.compare(key.apply(row), after.get()) > 0)
        .sorted(Comparator.comparing(key, order))
        .limit(limit)
        .toList();
  }
}
