package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.testkit.scenario.Persona;

class SubscribeTest {
  private final Market market = Market.open();

  @AfterEach
  void theBooksBalance() {
    market.assertBooksBalance();
  }

  @Test
  void refusalsComeInTheirOrder() {
    PricePlanId plan = market.offer(Persona.ANNA, Market.newPlan(1, "2.00")).getFirst().id();
    PricePlanId own = market.offer(Persona.BEN, Market.newPlan(1, "2.00")).getFirst().id();
    UserId nobody = new UserId(Integer.MAX_VALUE);
    Caller stranger = market.caller(Persona.DORA).actingFor(market.world.member(Persona.BEN));
    Subscribe ofNobody = new Subscribe(nobody, plan, Optional.empty());
    assertThat(market.gallery.subscriptions().subscribe(stranger, ofNobody))
        .isEqualTo(new Denied(new Denial.ManagesNoGroup()));
    assertThat(subscribe(ofNobody)).isEqualTo(new MemberNotFound(nobody));
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, new PricePlanId(Integer.MAX_VALUE)))
        .isEqualTo(new PlanNotFound());
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, own)).isEqualTo(new PlanNotFound());
    assertThat(faults(market.subscribe(Persona.BEN, Persona.BEN, own))).containsExactly(Field.USER);
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, plan))
        .isEqualTo(new NotEnoughCredits(new Credits(200), Optional.of(new Credits(0))));
    assertThat(market.entries(Persona.ANNA)).isEmpty();
  }

  @Test
  void theFirstIsFromNowAndTheNextFromItsEndAndAfterTheEndFromNowAgain() {
    market.grant(Persona.BEN, 1000);
    PricePlanId week = market.offer(Persona.ANNA, Market.newPlan(1, "2.00")).getFirst().id();
    Instant start = now();
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week))
        .isEqualTo(subscribed(week, start, start.plus(Duration.ofDays(7)), 800));
    market.pass(Duration.ofDays(3));
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week))
        .isEqualTo(subscribed(week, start, start.plus(Duration.ofDays(14)), 600));
    market.inMemory.clock().set(start.plus(Duration.ofDays(14)));
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week))
        .isEqualTo(subscribed(week, start, start.plus(Duration.ofDays(21)), 400));
    market.pass(Duration.ofDays(100));
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week))
        .isEqualTo(subscribed(week, start, now().plus(Duration.ofDays(7)), 200));
    assertThat(market.balance(Persona.ANNA)).isEqualTo(800);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z",
    "3, 2028-01-31T10:00:00Z, 2028-02-29T10:00:00Z",
    "3, 2026-02-28T10:00:00Z, 2026-03-28T10:00:00Z",
    "4, 2026-11-30T10:00:00Z, 2027-02-28T10:00:00Z",
    "5, 2026-08-31T10:00:00Z, 2027-02-28T10:00:00Z",
    "6, 2028-02-29T10:00:00Z, 2029-02-28T10:00:00Z",
    "6, 2027-02-28T10:00:00Z, 2028-02-28T10:00:00Z"
  })
  void monthsAreThoseOfTheCalendar(int durationId, Instant start, Instant end) {
    market.grant(Persona.BEN, 1);
    PricePlanId plan =
        market.offer(Persona.ANNA, Market.newPlan(durationId, "0.01")).getFirst().id();
    market.inMemory.clock().set(start);
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, plan))
        .isEqualTo(
            new Subscribe.Subscribed(
                new Subscription(
                        market.world.member(Persona.BEN),
                        market.world.member(Persona.ANNA),
                        plan,
                        start,
                        end)
                    .countedTo(start.atOffset(ZoneOffset.UTC).getDayOfMonth()),
                new Credits(1),
                Optional.of(new Credits(0))));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2026-12-31T23:59:59.999999Z, 2027-01-07T23:59:59.999999Z",
    "2, 2028-02-20T00:00:00Z, 2028-03-05T00:00:00Z"
  })
  void weeksAreThoseOfTheCalendar(int durationId, Instant start, Instant end) {
    market.grant(Persona.BEN, 201);
    PricePlanId plan =
        market.offer(Persona.ANNA, Market.newPlan(durationId, "2.00")).getFirst().id();
    market.inMemory.clock().set(start);
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, plan))
        .isEqualTo(subscribed(plan, start, end, 1));
  }

  @Test
  void aMonthThatIsExtendedFromThe31stStaysAtTheMonthsEnd() {
    market.inMemory.clock().set(Instant.parse("2028-01-31T10:00:00Z"));
    market.grant(Persona.BEN, 1000);
    PricePlanId month = market.offer(Persona.ANNA, Market.newPlan(3, "2.00")).getFirst().id();
    for (String end : List.of("2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31")) {
      assertThat(market.subscribe(Persona.BEN, Persona.ANNA, month))
          .isInstanceOfSatisfying(
              Subscribe.Subscribed.class,
              bought ->
                  assertThat(bought.subscription().until())
                      .isEqualTo(Instant.parse(end + "T10:00:00Z")));
    }
  }

  @Test
  void addressesEndWithTheSubscription() {
    market.addPicture(Persona.ANNA, Optional.empty());
    market.grant(Persona.BEN, 100);
    PricePlanId week = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    market.inMemory.clock().set(start);
    assertThat(view().links()).isEmpty();
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week))
        .isInstanceOf(Subscribe.Subscribed.class);
    Instant end = start.plus(Duration.ofDays(7));
    market.inMemory.clock().set(end.minusSeconds(60));
    String path = view().links().orElseThrow().path(Rendition.BIG);
    assertThat(market.gallery.mediaFiles().find(path).orElseThrow().expires()).isEqualTo(end);
    market.inMemory.clock().set(end.minusNanos(1000));
    assertThat(market.gallery.mediaFiles().find(path)).isPresent();
    assertThat(view().links()).isPresent();
    market.inMemory.clock().set(end);
    assertThat(market.gallery.mediaFiles().find(path)).isEmpty();
    assertThat(view().links()).isEmpty();
  }

  @Test
  void aNewListOfPlansLeavesWhatWasBought() {
    market.grant(Persona.BEN, 1000);
    List<PricePlan> plans =
        market.offer(Persona.ANNA, Market.newPlan(6, "9.00"), Market.newPlan(1, "1.00"));
    assertThat(plans).extracting(plan -> plan.duration().id()).containsExactly(1, 6);
    PricePlan week = plans.getFirst();
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week.id()))
        .isInstanceOf(Subscribe.Subscribed.class);
    PlanDraft dearer =
        new PlanDraft(
            Optional.of(plans.getLast().id()),
            OptionalInt.of(5),
            Optional.of(new BigDecimal("20")));
    assertThat(market.offer(Persona.ANNA, dearer))
        .containsExactlyElementsOf(
            market.gallery.subscriptions().plans(market.world.member(Persona.ANNA)).orElseThrow())
        .extracting(PricePlan::id)
        .containsExactly(plans.getLast().id());
    assertThat(list(Persona.BEN, false)).hasSize(1).allMatch(NamedSubscription::isOn);
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, week.id()))
        .isEqualTo(new PlanNotFound());
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, plans.getLast().id()))
        .isEqualTo(new NotEnoughCredits(new Credits(2000), Optional.of(new Credits(900))));
    PlanDraft gone =
        new PlanDraft(Optional.of(week.id()), OptionalInt.of(1), Optional.of(BigDecimal.ONE));
    assertThat(update(gone)).isEqualTo(new PlanNotFound());
    assertThat(market.offer(Persona.ANNA)).isEmpty();
    assertThat(list(Persona.BEN, false)).hasSize(1).allMatch(NamedSubscription::isOn);
  }

  @Test
  void aListOfPlansIsCheckedAsAWhole() {
    PricePlan kept = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst();
    PlanDraft same =
        new PlanDraft(Optional.of(kept.id()), OptionalInt.of(2), Optional.of(BigDecimal.ONE));
    PlanDraft empty = new PlanDraft(Optional.empty(), OptionalInt.empty(), Optional.empty());
    assertThat(planFaults(same, same)).containsExactly(Field.PLAN);
    assertThat(planFaults(same, empty)).containsExactly(Field.DURATION, Field.PRICE);
    assertThat(planFaults(Market.newPlan(0, "1"), Market.newPlan(7, "0")))
        .containsExactly(Field.DURATION, Field.DURATION, Field.PRICE);
    for (String price : List.of("-1", "0.001", "1.005", "100000.01", "1E+40")) {
      assertThat(planFaults(Market.newPlan(1, price))).as(price).containsExactly(Field.PRICE);
    }
    PlanDraft[] many = Collections.nCopies(21, Market.newPlan(1, "1")).toArray(PlanDraft[]::new);
    assertThat(planFaults(many)).containsExactly(Field.PLANS);
    Caller reader = market.world.readerOnly(Persona.ANNA);
    assertThat(
            market
                .gallery
                .subscriptions()
                .updatePlans(
                    reader, new UpdatePricePlans(PriceList.check(List.of(same)).orElseThrow())))
        .isEqualTo(new Denied(new Denial.ScopeMissing(Scope.PROFILE_GALLERY)));
    assertThat(market.gallery.subscriptions().plans(market.world.member(Persona.ANNA)))
        .contains(List.of(kept));
    assertThat(market.gallery.subscriptions().plans(new UserId(Integer.MAX_VALUE))).isEmpty();
    PlanDraft[] most = Collections.nCopies(20, Market.newPlan(1, "1")).toArray(PlanDraft[]::new);
    assertThat(market.offer(Persona.ANNA, most)).hasSize(20);
  }

  @Test
  void bothSidesSeeTheSubscription() {
    market.grant(Persona.BEN, 100);
    market.grant(Persona.DORA, 200);
    PricePlanId week = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    market.subscribe(Persona.BEN, Persona.ANNA, week);
    market.pass(Duration.ofDays(7));
    market.subscribe(Persona.DORA, Persona.ANNA, week);
    assertThat(list(Persona.ANNA, true))
        .extracting(found -> market.world.roleOf(found.other().id()))
        .containsExactly(Persona.BEN, Persona.DORA);
    assertThat(list(Persona.ANNA, true))
        .extracting(NamedSubscription::isOn)
        .containsExactly(false, true);
    assertThat(list(Persona.BEN, false))
        .extracting(found -> market.world.roleOf(found.other().id()))
        .containsExactly(Persona.ANNA);
    assertThat(list(Persona.BEN, true)).isEmpty();
    assertThat(list(Persona.ANNA, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z, 2036-03-01T12:00:00Z",
    "2028-02-29T12:00:00Z, 2038-02-28T12:00:00Z"
  })
  void nobodyBuysMoreThanTenYears(Instant start, Instant tenYearsOn) {
    market.inMemory.clock().set(start);
    market.grant(Persona.BEN, 5000);
    List<PricePlan> plans =
        market.offer(Persona.ANNA, Market.newPlan(6, "2.00"), Market.newPlan(1, "90.00"));
    PricePlanId week = plans.getFirst().id();
    PricePlanId year = plans.getLast().id();
    for (int time = 1; time <= 10; time++) {
      assertThat(market.subscribe(Persona.BEN, Persona.ANNA, year))
          .isInstanceOf(Subscribe.Subscribed.class);
    }
    List<NamedSubscription> bought = list(Persona.BEN, false);
    assertThat(bought)
        .extracting(found -> found.subscription().until())
        .containsExactly(tenYearsOn);
    // Of two refusals this one comes first: the week is too expensive as well.
    for (PricePlanId plan : List.of(year, week)) {
      assertThat(market.subscribe(Persona.BEN, Persona.ANNA, plan))
          .isEqualTo(new SubscriptionTooLong(tenYearsOn));
    }
    assertThat(market.balance(Persona.BEN)).isEqualTo(3000);
    assertThat(market.entries(Persona.ANNA)).hasSize(10);
    assertThat(list(Persona.BEN, false)).isEqualTo(bought);
    market.inMemory.clock().set(tenYearsOn.atOffset(ZoneOffset.UTC).minusYears(9).toInstant());
    Instant elevenYearsOn = tenYearsOn.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, year))
        .isInstanceOfSatisfying(
            Subscribe.Subscribed.class,
            longer -> assertThat(longer.subscription().until()).isEqualTo(elevenYearsOn));
    assertThat(market.balance(Persona.BEN)).isEqualTo(2800);
  }

  @Test
  void aMomentTooEarlyIsTooEarly() {
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    market.inMemory.clock().set(start);
    market.grant(Persona.BEN, 5000);
    PricePlanId year = market.offer(Persona.ANNA, Market.newPlan(6, "2.00")).getFirst().id();
    for (int time = 1; time <= 10; time++) {
      market.subscribe(Persona.BEN, Persona.ANNA, year);
    }
    Instant end = Instant.parse("2036-03-01T12:00:00Z");
    market.inMemory.clock().set(Instant.parse("2027-03-01T12:00:00Z").minusNanos(1000));
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, year))
        .isEqualTo(new SubscriptionTooLong(end));
    market.inMemory.clock().set(Instant.parse("2027-03-01T12:00:00Z"));
    assertThat(market.subscribe(Persona.BEN, Persona.ANNA, year))
        .isInstanceOf(Subscribe.Subscribed.class);
  }

  @Test
  void aManagerBuysAsTheMemberAndTheBooksSaySo() {
    market.grant(Persona.BEN, 100);
    PricePlanId week = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    Caller clara = market.caller(Persona.CLARA).actingFor(market.world.member(Persona.BEN));
    Subscribe command = new Subscribe(market.world.member(Persona.ANNA), week, Optional.empty());
    assertThat(market.gallery.subscriptions().subscribe(clara, command))
        .isEqualTo(subscribedAs(100, week, now(), now().plus(Duration.ofDays(7)), 0));
    Transfer transfer = market.entries(Persona.BEN).getLast().transfer();
    assertThat(transfer.actor()).contains(market.world.member(Persona.CLARA));
    assertThat(transfer.reason())
        .isEqualTo(new TransferReason.Subscribed(week, PlanDuration.ONE_WEEK));
    assertThat(list(Persona.BEN, false)).hasSize(1);
    assertThat(list(Persona.CLARA, false)).isEmpty();
  }

  private Instant now() {
    return market.inMemory.clock().instant();
  }

  private PictureView view() {
    return market.pictures(Persona.BEN, Persona.ANNA, Optional.empty()).getFirst();
  }

  private Subscribe.Outcome subscribe(Subscribe command) {
    return market.gallery.subscriptions().subscribe(market.caller(Persona.BEN), command);
  }

  private UpdatePricePlans.Outcome update(PlanDraft... plans) {
    return market
        .gallery
        .subscriptions()
        .updatePlans(
            market.caller(Persona.ANNA),
            new UpdatePricePlans(PriceList.check(List.of(plans)).orElseThrow()));
  }

  private static List<Field> planFaults(PlanDraft... plans) {
    return PriceList.check(List.of(plans)).faults().stream().map(FieldFault::field).toList();
  }

  private static List<Field> faults(Object outcome) {
    if (outcome instanceof InvalidFields(List<FieldFault> faults)) {
      return faults.stream().map(FieldFault::field).toList();
    }
    throw new AssertionError("the fields were not refused: " + outcome);
  }

  private List<NamedSubscription> list(Persona role, boolean subscribers) {
    GetSubscriptions query = new GetSubscriptions(subscribers, new PageRequest(1, 50));
    if (market.gallery.subscriptions().list(market.caller(role), query)
        instanceof GetSubscriptions.Read read) {
      return read.subscriptions().items();
    }
    throw new AssertionError("the subscriptions were not read");
  }

  private Subscribe.Subscribed subscribed(
      PricePlanId plan, Instant since, Instant until, long balance) {
    return subscribedAs(200, plan, since, until, balance);
  }

  private Subscribe.Subscribed subscribedAs(
      long charged, PricePlanId plan, Instant since, Instant until, long balance) {
    UserId viewer = market.world.member(Persona.BEN);
    UserId owner = market.world.member(Persona.ANNA);
    return new Subscribe.Subscribed(
        new Subscription(viewer, owner, plan, since, until),
        new Credits(charged),
        Optional.of(new Credits(balance)));
  }
}
