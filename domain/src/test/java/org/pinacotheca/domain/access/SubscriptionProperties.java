package org.pinacotheca.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

class SubscriptionProperties {
  private static final UserId VIEWER = new UserId(1);
  private static final UserId OWNER = new UserId(2);
  private static final Map<PlanDuration, Integer> MONTHS =
      Map.of(
          PlanDuration.ONE_MONTH,
          1,
          PlanDuration.THREE_MONTHS,
          3,
          PlanDuration.SIX_MONTHS,
          6,
          PlanDuration.ONE_YEAR,
          12);

  /** Days at the ends of months are as frequent as all others. */
  @Provide
  Arbitrary<Instant> starts() {
    Arbitrary<LocalDate> days =
        Arbitraries.integers().between(0, 3000).map(LocalDate.of(2026, 1, 1)::plusDays);
    Arbitrary<LocalDate> ends = days.map(day -> day.withDayOfMonth(day.lengthOfMonth()));
    return Arbitraries.oneOf(days, ends).map(day -> day.atTime(10, 30).toInstant(ZoneOffset.UTC));
  }

  @Provide
  Arbitrary<List<PlanDuration>> months() {
    return Arbitraries.of(MONTHS.keySet()).list().ofMinSize(1).ofMaxSize(8);
  }

  @Property
  void monthsThatAreBoughtOneAfterTheOtherAreAsLongAsAllAtOnce(
      @ForAll("starts") Instant start, @ForAll("months") List<PlanDuration> bought) {
    Subscription subscription = bought(bought, start);
    int months = bought.stream().mapToInt(MONTHS::get).sum();
    OffsetDateTime whole = start.atOffset(ZoneOffset.UTC).plusMonths(months);
    assertThat(subscription.until()).isEqualTo(whole.toInstant());
    assertThat(subscription.since()).isEqualTo(start);
  }

  @Property
  void whatEndsAtAMonthsEndIsCountedToTheDayOnWhichItBegan(
      @ForAll("starts") Instant start, @ForAll("months") List<PlanDuration> bought) {
    int day = start.atOffset(ZoneOffset.UTC).getDayOfMonth();
    OffsetDateTime end = bought(bought, start).until().atOffset(ZoneOffset.UTC);
    assertThat(end.getDayOfMonth()).isEqualTo(Math.min(day, end.toLocalDate().lengthOfMonth()));
  }

  @Property
  void weeksAreSevenDaysAndBeginTheCountOfMonthsAnew(
      @ForAll("starts") Instant start, @ForAll("months") List<PlanDuration> bought) {
    Subscription months = bought(bought, start);
    Subscription longer = months.extended(plan(PlanDuration.TWO_WEEKS), start);
    Instant end = months.until().plus(Duration.ofDays(14));
    assertThat(longer.until()).isEqualTo(end);
    assertThat(longer.extended(plan(PlanDuration.ONE_MONTH), start).until())
        .isEqualTo(end.atOffset(ZoneOffset.UTC).plus(Period.ofMonths(1)).toInstant());
  }

  @Property
  void whatIsBoughtAfterTheEndBeginsAnew(
      @ForAll("starts") Instant start,
      @ForAll("months") List<PlanDuration> bought,
      @ForAll PlanDuration duration) {
    Subscription over = bought(bought, start);
    Instant later = over.until().plus(Duration.ofDays(1));
    Subscription again = over.extended(plan(duration), later);
    Subscription fresh = Subscription.first(VIEWER, plan(duration), later);
    assertThat(again.until()).isEqualTo(fresh.until());
    assertThat(again.monthDay()).isEqualTo(fresh.monthDay());
    assertThat(again.since()).isEqualTo(start);
  }

  @Provide
  Arbitrary<List<BoughtTime>> purchases() {
    Arbitrary<BoughtTime> one =
        Combinators.combine(starts(), Arbitraries.of(PlanDuration.class))
            .as((at, duration) -> new BoughtTime(new PricePlanId(1), duration, at));
    return one.list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(list -> list.stream().sorted(Comparator.comparing(BoughtTime::at)).toList());
  }

  @Property
  void withoutOneOfThePurchasesNothingLastsLonger(
      @ForAll("purchases") List<BoughtTime> purchases, @ForAll @IntRange(max = 7) int place) {
    Subscription all = Subscription.of(VIEWER, OWNER, purchases).orElseThrow();
    List<BoughtTime> left = new ArrayList<>(purchases);
    left.remove(place % purchases.size());
    Optional<Subscription> without = Subscription.of(VIEWER, OWNER, left);
    assertThat(without.isPresent()).isEqualTo(purchases.size() > 1);
    without.ifPresent(shorter -> assertThat(shorter.until()).isBeforeOrEqualTo(all.until()));
  }

  private static Subscription bought(List<PlanDuration> durations, Instant start) {
    Subscription subscription = Subscription.first(VIEWER, plan(durations.getFirst()), start);
    for (PlanDuration duration : durations.subList(1, durations.size())) {
      subscription = subscription.extended(plan(duration), start);
    }
    return subscription;
  }

  private static PricePlan plan(PlanDuration duration) {
    return new PricePlan(new PricePlanId(1), OWNER, duration, new Price(new Credits(100)));
  }
}
