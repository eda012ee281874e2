package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.selling.CreditAccounts.Grant;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

class LedgerScenariosTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # scenario                      | granted | price    | basis points | sold  | buyer   | owner   | platform
          exactly enough                  | 250     | 250      | 0            | true  | 0       | 250     | 0
          more than enough                | 1000    | 250      | 0            | true  | 750     | 250     | 0
          one hundredth short             | 249     | 250      | 0            | false | 249     | 0       | 0
          nothing at all                  | 0       | 1        | 0            | false | 0       | 0       | 0
          the smallest price              | 1       | 1        | 0            | true  | 0       | 1       | 0
          the largest price               | 10000000| 10000000 | 0            | true  | 0       | 10000000| 0
          ten percent                     | 250     | 250      | 1000         | true  | 0       | 225     | 25
          half is rounded to the owner    | 250     | 250      | 20           | true  | 0       | 250     | 0
          more than half is rounded up    | 251     | 251      | 20           | true  | 0       | 250     | 1
          one and a half is rounded down  | 150     | 150      | 100          | true  | 0       | 149     | 1
          too little for a commission     | 1       | 1        | 5000         | true  | 0       | 1       | 0
          nearly all of the smallest      | 1       | 1        | 5001         | true  | 0       | 0       | 1
          the platform keeps everything   | 250     | 250      | 10000        | true  | 0       | 0       | 250
          short with a commission         | 249     | 250      | 1000         | false | 249     | 0       | 0
          """)
  void aSaleMovesThePriceAndTheCommissionOrNothing(
      String scenario,
      long granted,
      long price,
      int basisPoints,
      boolean sold,
      long buyer,
      long owner,
      long platform) {
    assertThat(scenario).isNotBlank();
    Market byUnlock = Market.open(basisPoints);
    grant(byUnlock, granted);
    AlbumId album = byUnlock.lockedAlbum(Persona.ANNA, price);
    var unlocked = byUnlock.unlock(Persona.BEN, album, Market.PIN);
    assertThat(unlocked instanceof NotEnoughCredits).isEqualTo(!sold);
    assertBooks(byUnlock, buyer, owner, platform);
    assertThat(byUnlock.sees(Persona.BEN, Persona.ANNA, album)).isEqualTo(sold);

    Market bySubscription = Market.open(basisPoints);
    grant(bySubscription, granted);
    String written = new Credits(price).toDecimal().toPlainString();
    PricePlanId plan =
        bySubscription.offer(Persona.ANNA, Market.newPlan(3, written)).getFirst().id();
    var subscribed = bySubscription.subscribe(Persona.BEN, Persona.ANNA, plan);
    assertThat(subscribed instanceof Subscribe.Subscribed).isEqualTo(sold);
    assertBooks(bySubscription, buyer, owner, platform);
  }

  private static void grant(Market market, long hundredths) {
    if (hundredths > 0) {
      market.grant(Persona.BEN, hundredths);
    }
  }

  private static void assertBooks(Market market, long buyer, long owner, long platform) {
    market.assertBooksBalance();
    assertThat(market.balance(Persona.BEN)).isEqualTo(buyer);
    assertThat(market.balance(Persona.ANNA)).isEqualTo(owner);
    assertThat(market.balanceOfPlatform()).isEqualTo(platform);
  }

  @Test
  void aGrantIsGivenOncePerReference() {
    Market market = Market.open();
    UserId ben = market.world.member(Persona.BEN);
    GrantCredits grant = new GrantCredits(ben, new Credits(500), "invoice-7");
    Registration<Grant> first = market.gallery.creditAccounts().grant(grant);
    assertThat(first).isInstanceOf(Registration.Registered.class);
    market.pass(Duration.ofDays(3));
    assertThat(market.gallery.creditAccounts().grant(grant)).isEqualTo(first);
    assertThat(market.balance(Persona.BEN)).isEqualTo(500);
    for (GrantCredits other :
        List.of(
            new GrantCredits(ben, new Credits(501), "invoice-7"),
            new GrantCredits(market.world.member(Persona.ANNA), new Credits(500), "invoice-7"))) {
      assertThat(market.gallery.creditAccounts().grant(other))
          .isInstanceOf(Registration.Conflict.class);
    }
    GrantCredits toNobody =
        new GrantCredits(new UserId(Integer.MAX_VALUE), new Credits(1), "invoice-8");
    assertThat(market.gallery.creditAccounts().grant(toNobody))
        .isInstanceOf(Registration.Unknown.class);
    assertThat(market.balance(Persona.BEN)).isEqualTo(500);
    assertThat(market.balance(Persona.ANNA)).isZero();
    List<AuditEntry> audit =
        market
            .gallery
            .operations()
            .audit(Optional.empty(), Optional.of(ben), new PageRequest(1, 100))
            .items();
    assertThat(audit)
        .filteredOn(entry -> entry.action() == AuditAction.CREDITS_GRANTED)
        .hasSize(1)
        .allMatch(entry -> entry.actor().isEmpty());
  }

  @Test
  void theHistoryTellsEveryMovementWithItsBalance() {
    Market market = Market.open(1000);
    market.grant(Persona.BEN, 1000);
    AlbumId album = market.lockedAlbum(Persona.ANNA, 250);
    market.unlock(Persona.BEN, album, Market.PIN);
    PricePlanId plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    market.subscribe(Persona.BEN, Persona.ANNA, plan);
    assertThat(history(market, Persona.BEN, false, OptionalInt.empty(), 50).items())
        .extracting(LedgerEntry::gainInHundredths)
        .containsExactly(1000L, -250L, -100L);
    List<LedgerEntry> annas = history(market, Persona.ANNA, false, OptionalInt.empty(), 50).items();
    assertThat(annas)
        .extracting(LedgerEntry::gainInHundredths)
        .containsExactly(250L, -25L, 100L, -10L);
    assertThat(annas)
        .extracting(entry -> entry.balance().hundredths())
        .containsExactly(250L, 225L, 325L, 315L);
    assertThat(annas)
        .extracting(entry -> entry.transfer().reason())
        .containsExactly(
            new TransferReason.AlbumUnlocked(album),
            new TransferReason.Commission(),
            new TransferReason.Subscribed(plan, PlanDuration.ONE_WEEK),
            new TransferReason.Commission());
    assertThat(
            market
                .gallery
                .creditAccounts()
                .balance(market.caller(Persona.ANNA), new GetCreditBalance()))
        .isEqualTo(new GetCreditBalance.Read(new Credits(315)));
  }

  @Test
  void withoutANumberTheHistoryIsItsLastPage() {
    Market market = Market.open();
    assertThat(history(market, Persona.BEN, false, OptionalInt.empty(), 2).request().number())
        .isEqualTo(1);
    for (int amount = 1; amount <= 5; amount++) {
      market.grant(Persona.BEN, amount);
    }
    assertThat(history(market, Persona.BEN, false, OptionalInt.empty(), 2).items())
        .extracting(LedgerEntry::gainInHundredths)
        .containsExactly(5L);
    assertThat(history(market, Persona.BEN, true, OptionalInt.empty(), 2).items())
        .extracting(LedgerEntry::gainInHundredths)
        .containsExactly(1L);
    assertThat(history(market, Persona.BEN, true, OptionalInt.of(1), 2).items())
        .extracting(LedgerEntry::gainInHundredths)
        .containsExactly(5L, 4L);
    assertThat(history(market, Persona.BEN, true, OptionalInt.of(9), 2).items()).isEmpty();
  }

  @Test
  void theAccountIsReportedToWhoMayReadIt() {
    Market market = Market.open();
    var accounts = market.gallery.creditAccounts();
    Denied denied = new Denied(new Denial.ScopeMissing(Scope.ACCOUNT_CREDITS_HISTORY));
    GetCreditsHistory query = new GetCreditsHistory(false, OptionalInt.empty(), 100);
    Caller writer =
        market.world.caller(Persona.BEN, SampleApplication.TRUSTED, Set.of(Scope.PROFILE_GALLERY));
    assertThat(accounts.balance(writer, new GetCreditBalance())).isEqualTo(denied);
    assertThat(accounts.history(writer, query)).isEqualTo(denied);
    assertThat(accounts.history(market.caller(Persona.BEN), query))
        .isInstanceOf(GetCreditsHistory.Read.class);
    assertThatThrownBy(() -> new GetCreditsHistory(false, OptionalInt.of(0), 101))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Page<LedgerEntry> history(
      Market market, Persona role, boolean newestFirst, OptionalInt number, int size) {
    GetCreditsHistory query = new GetCreditsHistory(newestFirst, number, size);
    if (market.gallery.creditAccounts().history(market.caller(role), query)
        instanceof GetCreditsHistory.Read(var page)) {
      return page;
    }
    throw new AssertionError("the history was not read");
  }
}
