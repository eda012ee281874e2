package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.UndoneException;

/** The contract of the ledger. Part of {@link StorageContract}. */
public interface LedgerStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void anAccountThatWasNeverUsedHoldsNothing() {
    AccountId unused = account(fixture().member());
    fixture()
        .change(tx -> {
          assertThat(tx.ledger().balance(unused)).isEqualTo(new Credits(0));
          assertThat(tx.ledger().count(unused)).isZero();
          Page<LedgerEntry> page = tx.ledger().entries(unused, true, new PageRequest(1, 10));
          assertThat(page.items()).isEmpty();
          assertThat(page.total()).isZero();
          assertThat(tx.ledger().find(uniqueId())).isEmpty();
        });
  }

  @Test
  default void everyTransferIsFoundAsItWasPosted() {
    StorageFixture fixture = fixture();
    UserId buyer = fixture.member();
    UserId owner = fixture.member();
    AlbumId album = fixture.album(owner, 0).id();
    PricePlanId plan =
        fixture.write(tx -> {
          PricePlanId id = tx.access().nextPlanId();
          Price price = new Price(new Credits(1));
          tx.access()
              .replacePlans(owner, List.of(new PricePlan(id, owner, PlanDuration.ONE_WEEK, price)));
          return id;
        });
    AccountId platform = AccountId.OfPlatform.receivingFrom(owner);
    TransferId longest = new TransferId(StorageFixture.unique() + "~!".repeat(80));
    List<Transfer> transfers =
        List.of(
            grant(buyer, 100_000_000_000L),
            new Transfer(
                longest,
                account(buyer),
                account(owner),
                new Credits(1),
                new TransferReason.AlbumUnlocked(album),
                SOME_TIME,
                Optional.of(buyer)),
            new Transfer(
                uniqueId(),
                account(buyer),
                account(owner),
                new Credits(99_999_999_998L),
                new TransferReason.Subscribed(plan, PlanDuration.ONE_YEAR),
                SOME_TIME.minusSeconds(1),
                Optional.of(owner)),
            new Transfer(
                uniqueId(),
                account(owner),
                platform,
                new Credits(7),
                new TransferReason.Commission(),
                SOME_TIME,
                Optional.of(buyer)),
            new Transfer(
                uniqueId(),
                account(owner),
                account(buyer),
                new Credits(3),
                new TransferReason.Refunded(
                    Long.MAX_VALUE - buyer.value(),
                    Optional.of(album),
                    Optional.of("\u8a9e".repeat(200))),
                SOME_TIME,
                Optional.empty()),
            new Transfer(
                uniqueId(),
                platform,
                account(owner),
                new Credits(4),
                new TransferReason.Refunded(
                    Long.MAX_VALUE - owner.value(), Optional.empty(), Optional.empty()),
                SOME_TIME,
                Optional.empty()));
    Credits platformBefore = fixture.read(tx -> tx.ledger().balance(platform));
    fixture.change(
        tx -> transfers.forEach(transfer -> assertThat(tx.ledger().post(transfer)).isTrue()));
    fixture.read(tx -> {
      transfers.forEach(transfer -> {
        assertThat(tx.ledger().find(transfer.id())).contains(transfer);
        assertThat(tx.ledger().find(tx.ledger().number(transfer.id()))).contains(transfer);
      });
      assertThat(tx.ledger().find(Long.MAX_VALUE)).isEmpty();
      assertThat(transfers.stream().map(transfer -> tx.ledger().number(transfer.id())).toList())
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(number -> number >= 1);
      assertThat(tx.ledger().balance(account(buyer))).isEqualTo(new Credits(4));
      assertThat(tx.ledger().balance(account(owner))).isEqualTo(new Credits(99_999_999_993L));
      assertThat(tx.ledger().balance(platform).hundredths() - platformBefore.hundredths())
          .isEqualTo(3);
      return 0;
    });
  }

  @Test
  default void everyPartOfThePlatformsAccountHoldsItsOwn() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    fixture.change(tx -> assertThat(tx.ledger().post(grant(owner, 6))).isTrue());
    for (int part : new int[] {0, 1, AccountId.OfPlatform.PARTS - 1}) {
      AccountId platform = new AccountId.OfPlatform(part);
      Credits before = fixture.read(tx -> tx.ledger().balance(platform));
      Transfer share =
          new Transfer(
              uniqueId(),
              account(owner),
              platform,
              new Credits(2),
              new TransferReason.Commission(),
              SOME_TIME,
              Optional.empty());
      fixture.change(tx -> assertThat(tx.ledger().post(share)).isTrue());
      LedgerEntry last =
          fixture.read(
              tx -> tx.ledger().entries(platform, true, new PageRequest(1, 1)).items().getFirst());
      assertThat(last.account()).isEqualTo(platform);
      assertThat(last.transfer()).isEqualTo(share);
      assertThat(last.balance().hundredths()).isEqualTo(before.hundredths() + 2);
    }
  }

  @Test
  default void whatWouldFallBelowNothingLeavesNothingAndTheUnitGoesOn() {
    StorageFixture fixture = fixture();
    UserId poor = fixture.member();
    UserId owner = fixture.member();
    UserId neverPaid = fixture.member();
    fixture.change(tx -> assertThat(tx.ledger().post(grant(poor, 100))).isTrue());
    Transfer tooMuch = payment(poor, owner, 101);
    Transfer ofNothing = payment(neverPaid, owner, 1);
    Transfer ofPlatform =
        new Transfer(
            uniqueId(),
            AccountId.OfPlatform.receivingFrom(owner),
            account(owner),
            new Credits(Long.MAX_VALUE / 4),
            new TransferReason.Granted(),
            SOME_TIME,
            Optional.empty());
    Transfer everything = payment(poor, owner, 100);
    fixture.change(tx -> {
      assertThat(tx.ledger().post(tooMuch)).isFalse();
      assertThat(tx.ledger().post(ofNothing)).isFalse();
      assertThat(tx.ledger().post(ofPlatform)).isFalse();
      assertThat(tx.ledger().post(everything)).isTrue();
      assertThat(tx.ledger().post(payment(poor, owner, 1))).isFalse();
    });
    fixture.read(tx -> {
      for (Transfer refused : List.of(tooMuch, ofNothing, ofPlatform)) {
        assertThat(tx.ledger().find(refused.id())).isEmpty();
      }
      assertThat(tx.ledger().balance(account(poor))).isEqualTo(new Credits(0));
      assertThat(tx.ledger().balance(account(owner))).isEqualTo(new Credits(100));
      assertThat(tx.ledger().count(account(neverPaid))).isZero();
      assertThat(tx.ledger().count(account(poor))).isEqualTo(2);
      assertThat(tx.ledger().count(account(owner))).isEqualTo(1);
      return 0;
    });
    fixture.change(tx -> {
      assertThat(tx.ledger().post(grant(poor, 101))).isTrue();
      assertThat(tx.ledger().post(tooMuch)).isTrue();
    });
    assertThat(fixture.maybe(tx -> tx.ledger().find(tooMuch.id()))).contains(tooMuch);
  }

  @Test
  default void manyWhoSpendAtOnceSpendNoMoreThanThereIs() {
    StorageFixture fixture = fixture();
    UserId buyer = fixture.member();
    UserId owner = fixture.member();
    for (int round = 0; round < 5; round++) {
      fixture.change(tx -> assertThat(tx.ledger().post(grant(buyer, 100))).isTrue());
      List<Boolean> paid =
          StorageFixture.together(
              4,
              () -> {
                Transfer transfer = payment(buyer, owner, 40);
                return fixture.write(tx -> tx.ledger().post(transfer));
              });
      assertThat(Collections.frequency(paid, true)).isEqualTo(2);
      Transfer rest = payment(buyer, owner, 20);
      assertThat(fixture.<Boolean>write(tx -> tx.ledger().post(rest))).isTrue();
    }
    assertThat(balance(fixture, buyer)).isZero();
    assertThat(balance(fixture, owner)).isEqualTo(500);
  }

  @Test
  default void anIdIsPostedOnce() {
    StorageFixture fixture = fixture();
    UserId first = fixture.member();
    UserId second = fixture.member();
    Transfer transfer = grant(first, 5);
    fixture.change(tx -> assertThat(tx.ledger().post(transfer)).isTrue());
    Transfer sameId =
        new Transfer(
            transfer.id(),
            transfer.from(),
            account(second),
            new Credits(9),
            transfer.reason(),
            SOME_TIME,
            Optional.empty());
    for (Transfer again : List.of(transfer, sameId)) {
      assertThatThrownBy(() ->
              fixture.change(tx -> {
                tx.ledger().post(grant(second, 1));
                tx.ledger().post(again);
              }))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(balance(fixture, first)).isEqualTo(5);
    assertThat(balance(fixture, second)).isZero();
    assertThat(fixture.maybe(tx -> tx.ledger().find(transfer.id()))).contains(transfer);
  }

  @Test
  default void ofManyWhoPostOneIdAtOnceOneDoes() {
    StorageFixture fixture = fixture();
    UserId member = fixture.member();
    for (int round = 1; round <= 5; round++) {
      Transfer transfer = grant(member, 3);
      List<Boolean> posted =
          StorageFixture.together(
              4,
              () ->
                  fixture.write(tx ->
                      tx.ledger().find(transfer.id()).isEmpty() && tx.ledger().post(transfer)));
      assertThat(posted).containsOnlyOnce(true);
      assertThat(balance(fixture, member)).isEqualTo(3L * round);
    }
  }

  @Test
  default void entriesCarryTheBalanceAndComeInBothOrdersPageByPage() {
    StorageFixture fixture = fixture();
    UserId member = fixture.member();
    UserId other = fixture.member();
    List<Transfer> transfers = new ArrayList<>();
    transfers.add(grant(member, 1000));
    for (int step = 1; step <= 6; step++) {
      transfers.add(
          step % 3 == 0 ? payment(other, member, step) : payment(member, other, 10L * step));
    }
    // All at one time, and some in one unit: only the ledger knows their order.
    fixture.change(tx -> transfers.subList(0, 3).forEach(tx.ledger()::post));
    transfers.subList(3, 7).forEach(transfer -> fixture.change(tx -> tx.ledger().post(transfer)));
    AccountId account = account(member);
    Page<LedgerEntry> all =
        fixture.read(tx -> tx.ledger().entries(account, false, new PageRequest(1, 100)));
    assertThat(all.items()).extracting(LedgerEntry::transfer).isEqualTo(transfers);
    assertThat(all.items())
        .extracting(entry -> entry.balance().hundredths())
        .containsExactly(1000L, 990L, 970L, 973L, 933L, 883L, 889L);
    assertThat(all.items()).extracting(LedgerEntry::account).containsOnly(account);
    assertThat(all.items())
        .extracting(LedgerEntry::number)
        .isEqualTo(
            fixture.list(tx ->
                transfers.stream().map(transfer -> tx.ledger().number(transfer.id())).toList()));
    assertThat(fixture.<Long>read(tx -> tx.ledger().count(account))).isEqualTo(7);
    for (boolean newestFirst : List.of(true, false)) {
      List<LedgerEntry> expected = newestFirst ? all.items().reversed() : all.items();
      for (int number = 1; number <= 4; number++) {
        PageRequest request = new PageRequest(number, 3);
        Page<LedgerEntry> page =
            fixture.read(tx -> tx.ledger().entries(account, newestFirst, request));
        assertThat(page.total()).isEqualTo(7);
        assertThat(page.items())
            .isEqualTo(expected.stream().skip(request.offset()).limit(3).toList());
      }
    }
    Page<LedgerEntry> others =
        fixture.read(tx -> tx.ledger().entries(account(other), false, new PageRequest(1, 100)));
    assertThat(others.items()).hasSize(6);
    assertThat(others.items().getLast().balance()).isEqualTo(new Credits(111));
  }

  @Test
  default void grantsHoldNothingAndAllThatMembersHoldCameFromThem() {
    StorageFixture fixture = fixture();
    List<UserId> members = List.of(fixture.member(), fixture.member(), fixture.member());
    long granted = 0;
    for (int step = 1; step <= 30; step++) {
      UserId from = members.get(step % 3);
      UserId to = members.get((step * 2 + 1) % 3);
      if (step % 4 == 1) {
        granted += step;
        Transfer grant = grant(to, step);
        fixture.change(tx -> assertThat(tx.ledger().post(grant)).isTrue());
      } else if (!from.equals(to)) {
        Transfer transfer = payment(from, to, step % 7 + 1);
        fixture.write(tx -> tx.ledger().post(transfer));
      }
    }
    long held = members.stream().mapToLong(member -> balance(fixture, member)).sum();
    assertThat(held).isEqualTo(granted);
    assertThat(fixture.<Credits>read(tx -> tx.ledger().balance(new AccountId.Grants())))
        .isEqualTo(new Credits(0));
  }

  @Test
  default void whatIsTakenBackWasNeverPosted() {
    StorageFixture fixture = fixture();
    UserId member = fixture.member();
    UserId other = fixture.member();
    fixture.change(tx -> tx.ledger().post(grant(member, 10)));
    Transfer undone = payment(member, other, 10);
    UndoneException failure = new UndoneException();
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              assertThat(tx.ledger().post(undone)).isTrue();
              assertThat(balance(tx, member)).isZero();
              throw failure;
            }))
        .isSameAs(failure);
    assertThat(fixture.maybe(tx -> tx.ledger().find(undone.id()))).isEmpty();
    assertThat(balance(fixture, member)).isEqualTo(10);
    assertThat(balance(fixture, other)).isZero();
    assertThat(fixture.<Long>read(tx -> tx.ledger().count(account(other)))).isZero();
    assertThatThrownBy(() -> fixture.read(tx -> tx.ledger().post(undone)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(balance(fixture, member)).isEqualTo(10);
  }

  private static AccountId account(UserId member) {
    return new AccountId.OfMember(member);
  }

  private static TransferId uniqueId() {
    return new TransferId("test/" + StorageFixture.unique());
  }

  private static Transfer grant(UserId member, long hundredths) {
    return new Transfer(
        uniqueId(),
        new AccountId.Grants(),
        account(member),
        new Credits(hundredths),
        new TransferReason.Granted(),
        SOME_TIME,
        Optional.empty());
  }

  private static Transfer payment(UserId from, UserId to, long hundredths) {
    return new Transfer(
        uniqueId(),
        account(from),
        account(to),
        new Credits(hundredths),
        new TransferReason.Commission(),
        SOME_TIME,
        Optional.of(from));
  }

  private static long balance(StorageFixture fixture, UserId member) {
    return fixture.read(tx -> balance(tx, member));
  }

  private static long balance(Transaction tx, UserId member) {
    return tx.ledger().balance(account(member)).hundredths();
  }
}
