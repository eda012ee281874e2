package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;

/** Concurrent sales: credits are neither created nor lost, and nobody pays twice. */
abstract class CrowdedLedgerContract extends OneDatabase {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final AccountId GRANTS = new AccountId.Grants();
  private static final int CROWD = 8;
  private static final long SHARE = 3;

  /** The ledger may contain entries of other tests. */
  private UnitOfWork storage() {
    return database().storage().unitOfWork();
  }

  @Test
  void manyBuyersOfOneAlbumEachPayTheirOwnPriceOnce() throws Exception {
    UserId owner = member();
    AlbumId album = album();
    List<UserId> buyers = IntStream.range(0, CROWD).mapToObj(_ -> funded(100)).toList();
    AccountId platform = AccountId.OfPlatform.receivingFrom(owner);
    long platformBefore = balance(platform);
    List<Callable<Boolean>> sales = new ArrayList<>();
    // Each is sent twice, as by a double click.
    for (int turn = 0; turn < 2; turn++) {
      buyers.forEach(buyer -> sales.add(() -> sell(buyer, owner, album, 100)));
    }
    assertThat(atOnce(sales)).containsOnly(true);
    assertThat(buyers)
        .allSatisfy(buyer -> {
          assertThat(balance(of(buyer))).isZero();
          assertThat(this.<Optional<Unlock>>read(tx -> tx.access().unlock(buyer, album)))
              .isPresent();
        });
    assertThat(balance(of(owner))).isEqualTo(CROWD * (100 - SHARE));
    assertThat(balance(platform) - platformBefore).isEqualTo(CROWD * SHARE);
    assertSound(of(owner), 2 * CROWD);
  }

  @Test
  void aBuyerWithTooFewCreditsGetsOnlyWhatTheyCanPay() throws Exception {
    UserId owner = member();
    UserId buyer = funded(350);
    List<AlbumId> albums = IntStream.range(0, CROWD).mapToObj(_ -> album()).toList();
    List<Callable<Boolean>> sales = new ArrayList<>();
    albums.forEach(album -> sales.add(() -> sell(buyer, owner, album, 100)));
    assertThat(atOnce(sales)).filteredOn(sold -> sold).hasSize(3);
    assertThat(balance(of(buyer))).isEqualTo(50);
    assertThat(balance(of(owner))).isEqualTo(3 * (100 - SHARE));
    assertThat(this.<Integer>read(tx -> tx.access().unlocked(buyer, owner).size())).isEqualTo(3);
    assertSound(of(buyer), 4);
  }

  @Test
  void oneTransferAtOnceMovesCreditsOnce() throws Exception {
    UserId member = member();
    TransferId id = fresh();
    Callable<Boolean> grant =
        () ->
            storage()
                .<Boolean>transact(tx -> {
                  if (tx.ledger().find(id).isEmpty()) {
                    return tx.ledger().post(transfer(id, GRANTS, of(member), 70));
                  }
                  return true;
                });
    assertThat(atOnce(IntStream.range(0, CROWD).mapToObj(_ -> grant).toList())).containsOnly(true);
    assertThat(balance(of(member))).isEqualTo(70);
    assertSound(of(member), 1);
  }

  @Test
  void transfersToAndFroWithoutHoldingAnyoneLoseNothing() throws Exception {
    UserId one = funded(300);
    UserId other = funded(300);
    List<Callable<Boolean>> transfers = new ArrayList<>();
    for (int turn = 0; turn < 3 * CROWD; turn++) {
      AccountId from = of(turn % 2 == 0 ? one : other);
      AccountId to = of(turn % 2 == 0 ? other : one);
      TransferId id = fresh();
      transfers.add(
          () -> storage().<Boolean>transact(tx -> tx.ledger().post(transfer(id, from, to, 100))));
    }
    long posted = atOnce(transfers).stream().filter(moved -> moved).count();
    assertThat(balance(of(one)) + balance(of(other))).isEqualTo(600);
    assertSound(of(one), posted + 1);
    assertSound(of(other), posted + 1);
  }

  @Test
  void aRefusedTransferToALowerAccountLeavesNothingBehind() {
    UserId receiver = member();
    UserId payer = funded(99);
    assertThat(receiver.compareTo(payer)).isNegative();
    Transfer tooMuch = transfer(fresh(), of(payer), of(receiver), 100);
    write(tx -> assertThat(tx.ledger().post(tooMuch)).isFalse());
    assertThat(balance(of(receiver))).isZero();
    assertThat(balance(of(payer))).isEqualTo(99);
    assertSound(of(receiver), 0);
    assertSound(of(payer), 1);
  }

  /**
   * A sale as in the use cases: both members are locked in order, and the owner pays the platform's
   * commission.
   */
  private boolean sell(UserId buyer, UserId owner, AlbumId album, long price) {
    return storage()
        .<Boolean>transact(tx -> {
          new TreeSet<>(List.of(buyer, owner)).forEach(tx.members()::lockGallery);
          if (tx.access().unlock(buyer, album).isPresent()) {
            return true;
          }
          TransferId id = new TransferId("unlock/" + album.value() + "/" + buyer.value());
          if (!tx.ledger().post(transfer(id, of(buyer), of(owner), price))) {
            return false;
          }
          TransferId shareId = new TransferId(id.value() + "/commission");
          AccountId platform = AccountId.OfPlatform.receivingFrom(owner);
          assertThat(tx.ledger().post(transfer(shareId, of(owner), platform, SHARE))).isTrue();
          tx.access().add(new Unlock(buyer, owner, album, NOON, false));
          return true;
        });
  }

  /** Each entry's balance is the previous one plus its gain; the last one is the account's. */
  private void assertSound(AccountId account, long count) {
    Page<LedgerEntry> page =
        this.read(
            tx -> tx.ledger().entries(account, false, new PageRequest(1, PageRequest.SIZE_MAX)));
    assertThat(page.total()).isEqualTo(count);
    assertThat(page.items()).hasSize((int) count);
    long balance = 0;
    long number = 0;
    for (LedgerEntry entry : page.items()) {
      balance += entry.gainInHundredths();
      assertThat(entry.balance().hundredths()).isEqualTo(balance);
      assertThat(entry.number()).isGreaterThan(number);
      number = entry.number();
    }
    assertThat(balance(account)).isEqualTo(balance);
    LongStream newestFirst =
        this.<Page<LedgerEntry>>read(
                tx -> tx.ledger().entries(account, true, new PageRequest(1, 1)))
            .items()
            .stream()
            .mapToLong(LedgerEntry::number);
    assertThat(newestFirst.max().orElse(0)).isEqualTo(number);
  }

  private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(works, 5, TimeUnit.MINUTES)) {
        results.add(future.get());
      }
      return results;
    }
  }

  private UserId member() {
    return storage()
        .<UserId>transact(tx -> {
          UserId id = tx.members().nextId();
          tx.members().add(new Member(id, new Nickname("member " + id.value()), Optional.empty()));
          return id;
        });
  }

  private UserId funded(long hundredths) {
    UserId id = member();
    Transfer grant = transfer(fresh(), GRANTS, of(id), hundredths);
    write(tx -> assertThat(tx.ledger().post(grant)).isTrue());
    return id;
  }

  private AlbumId album() {
    return storage().<AlbumId>transact(tx -> tx.albums().nextId());
  }

  /** Ids of members and albums are unique in a database, and so are ids derived from them. */
  private TransferId fresh() {
    return new TransferId("test/" + album().value());
  }

  private static Transfer transfer(TransferId id, AccountId from, AccountId to, long hundredths) {
    return new Transfer(
        id,
        from,
        to,
        new Credits(hundredths),
        new TransferReason.Granted(),
        NOON,
        Optional.empty());
  }

  private static AccountId of(UserId member) {
    return new AccountId.OfMember(member);
  }

  private long balance(AccountId account) {
    return this.<Long>read(tx -> tx.ledger().balance(account).hundredths());
  }

  private <T> T read(Function<Transaction, T> work) {
    return storage().read(work);
  }

  private void write(Consumer<Transaction> work) {
    storage()
        .<Boolean>transact(tx -> {
          work.accept(tx);
          return true;
        });
  }
}
