package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.InspectionStore;
import org.pinacotheca.application.spi.InspectionStore.BoughtSubscription;
import org.pinacotheca.application.spi.InspectionStore.CountedAlbum;
import org.pinacotheca.application.spi.InspectionStore.HeldAccount;
import org.pinacotheca.application.spi.InspectionStore.LedgerLine;
import org.pinacotheca.application.spi.InspectionStore.LedgerRow;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;

/**
 * The contract of the store for inspections. The storage may hold data of other tests, so each test
 * looks for its own. Part of {@link StorageContract}.
 */
public interface InspectionStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  /** All items of all pages of this size, in order. */
  private <T> List<T> all(int pageSize, BiFunction<InspectionStore, Optional<T>, List<T>> read) {
    List<T> all = new ArrayList<>();
    List<T> page = fixture().list(tx -> read.apply(tx.inspection(), Optional.empty()));
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
      all.addAll(page);
      Optional<T> last = Optional.of(page.getLast());
      page = fixture().list(tx -> read.apply(tx.inspection(), last));
    }
    return all;
  }

  @Test
  default void everyPictureIsReadOnceById() {
    UserId owner = fixture().member();
    ApiKey application = fixture().application();
    List<Picture> added =
        fixture()
            .pictures(5, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application));
    List<Row<PictureId, Picture>> read =
        all(2, (store, last) -> store.pictures(last.map(Row::id), 2));
    assertThat(read).extracting(Row::id).isSorted().doesNotHaveDuplicates();
    assertThat(read)
        .containsAll(
            added.stream().map(p -> new Row.Sound<PictureId, Picture>(p.id(), p)).toList());
  }

  @Test
  default void anAlbumIsReadWithWhatItReallyHolds() {
    UserId owner = fixture().member();
    ApiKey application = fixture().application();
    Album album = fixture().album(owner, 0);
    List<Picture> added =
        fixture()
            .pictures(
                3,
                id -> StorageFixture.newPicture(id, owner, Optional.of(album.id()), application));
    fixture().change(tx -> tx.pictures().replace(StorageFixture.pending(added.getFirst())));
    AlbumTally counted = new AlbumTally(3, 2, Optional.of(Cover.of(added.get(1))));
    assertThat(
            this.<Row<AlbumId, CountedAlbum>>all(
                3, (store, last) -> store.albums(last.map(Row::id), 3)))
        .contains(new Row.Sound<>(album.id(), new CountedAlbum(album, counted)));
  }

  @Test
  default void historiesAreReadAccountByAccountWithWhatEachHolds() {
    UserId buyer = fixture().member();
    UserId owner = fixture().member();
    AccountId from = new AccountId.OfMember(buyer);
    AccountId to = new AccountId.OfMember(owner);
    post(new AccountId.Grants(), from, 500, new TransferReason.Granted());
    long paid =
        post(
            from,
            to,
            120,
            new TransferReason.Subscribed(new PricePlanId(1), PlanDuration.ONE_WEEK));
    List<LedgerLine> lines = all(2, (store, last) -> store.ledgerLines(last, 2));
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.account().equals(from)).toList())
        .hasSize(2)
        .last()
        .isEqualTo(new LedgerLine(from, paid, 380, OptionalLong.of(-120), OptionalLong.of(380)));
    assertThat(lines)
        .contains(new LedgerLine(to, paid, 120, OptionalLong.of(120), OptionalLong.of(120)));
    assertThat(lines.getFirst().account()).isEqualTo(new AccountId.Grants());
    assertThat(lines.stream().map(LedgerLine::account).distinct().toList())
        .hasSameSizeAs(runs(lines));
    assertThat(
            this.<HeldAccount>all(
                2, (store, last) -> store.accounts(last.map(HeldAccount::account), 2)))
        .contains(new HeldAccount(from, 380, true), new HeldAccount(to, 120, true));
    List<LedgerRow> transfers =
        all(2, (store, last) -> store.transfers(last.map(LedgerRow::number).orElse(0L), 2));
    assertThat(transfers).extracting(LedgerRow::number).isSorted();
    assertThat(transfers)
        .filteredOn(posted -> posted.number() == paid)
        .singleElement()
        .satisfies(posted -> {
          assertThat(posted.entered()).isEqualTo(2);
          assertThat(posted.transfer().from()).isEqualTo(from);
        });
    fixture()
        .read(tx -> {
          InspectionStore.Totals totals = tx.inspection().totals();
          assertThat(totals.held()).isEqualTo(totals.granted()).isGreaterThanOrEqualTo(500);
          return totals;
        });
  }

  /** The accounts in the order of their lines, each once for every run of its lines. */
  private static List<AccountId> runs(List<LedgerLine> lines) {
    List<AccountId> runs = new ArrayList<>();
    for (LedgerLine line : lines) {
      if (runs.isEmpty() || !runs.getLast().equals(line.account())) {
        runs.add(line.account());
      }
    }
    return runs;
  }

  private long post(AccountId from, AccountId to, long hundredths, TransferReason reason) {
    TransferId id = new TransferId(StorageFixture.unique());
    Transfer transfer =
        new Transfer(id, from, to, new Credits(hundredths), reason, SOME_TIME, Optional.empty());
    return fixture()
        .write(tx -> {
          assertThat(tx.ledger().post(transfer)).isTrue();
          return tx.ledger().number(id);
        });
  }

  @Test
  default void whatWasBoughtIsReadAndWhetherASubscriptionWasPaid() {
    UserId viewer = fixture().member();
    UserId paying = fixture().member();
    UserId owner = fixture().member();
    Album first = fixture().album(owner, 0);
    Album second = fixture().album(owner, 1);
    List<Unlock> unlocks =
        List.of(
            new Unlock(viewer, owner, first.id(), SOME_TIME, false),
            new Unlock(viewer, owner, second.id(), SOME_TIME, true),
            new Unlock(paying, owner, first.id(), SOME_TIME, false));
    PricePlanId plan = new PricePlanId(1);
    Subscription unpaid = new Subscription(viewer, owner, plan, SOME_TIME, SOME_TIME);
    Subscription paid = new Subscription(paying, owner, plan, SOME_TIME, SOME_TIME);
    fixture()
        .change(tx -> {
          unlocks.forEach(tx.access()::add);
          tx.access().put(unpaid);
          tx.access().put(paid);
        });
    AccountId account = new AccountId.OfMember(paying);
    post(new AccountId.Grants(), account, 10, new TransferReason.Granted());
    post(
        account,
        new AccountId.OfMember(owner),
        10,
        new TransferReason.Subscribed(plan, PlanDuration.ONE_WEEK));
    assertThat(this.<Unlock>all(1, (store, last) -> store.unlocks(last, 1)))
        .doesNotHaveDuplicates()
        .containsAll(unlocks);
    assertThat(
            this.<BoughtSubscription>all(
                1,
                (store, last) ->
                    store.subscriptions(last.map(BoughtSubscription::subscription), 1)))
        .doesNotHaveDuplicates()
        .contains(new BoughtSubscription(unpaid, false), new BoughtSubscription(paid, true));
    fixture()
        .change(tx -> {
          LedgerEntry sale =
              tx.ledger().entries(account, true, new PageRequest(1, 1)).items().getFirst();
          Transfer refund =
              new PostedTransfer(sale.number(), sale.transfer())
                  .reversed(Optional.of("why"), SOME_TIME);
          assertThat(tx.ledger().post(refund)).isTrue();
        });
    assertThat(
            this.<BoughtSubscription>all(
                1,
                (store, last) ->
                    store.subscriptions(last.map(BoughtSubscription::subscription), 1)))
        .contains(new BoughtSubscription(paid, false));
  }

  @Test
  default void theKeyIsItsOwn() {
    assertThat(fixture().<Boolean>read(tx -> tx.inspection().isMarkedWithAnotherKey())).isFalse();
  }
}
