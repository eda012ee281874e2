package org.pinacotheca.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

class PriceListProperties {
  private static final UserId OWNER = new UserId(7);
  private static final int OFFERED = 4;
  private static final int FIRST_NEW = 100;

  @Property
  void aListIsValidWhenEachPlanIsAndNoneIsNamedTwice(@ForAll("lists") List<PlanDraft> drafts) {
    List<PricePlanId> named = drafts.stream().flatMap(draft -> draft.id().stream()).toList();
    boolean isValid =
        drafts.size() <= PricePlan.PLANS_PER_OWNER_MAX
            && new HashSet<>(named).size() == named.size()
            && drafts.stream().allMatch(PriceListProperties::isComplete);
    Statistics.label("valid")
        .collect(isValid)
        .coverage(coverage -> {
          coverage.check(true).percentage(share -> share > 5);
          coverage.check(false).percentage(share -> share > 5);
        });
    assertThat(PriceList.check(drafts).valid().isPresent()).isEqualTo(isValid);
  }

  private static boolean isComplete(PlanDraft draft) {
    return draft.durationId().orElse(0) >= 1
        && draft.durationId().orElse(0) <= PlanDuration.values().length
        && draft.price().filter(price -> price.signum() > 0).isPresent();
  }

  @Property
  void aListKeepsChangesAndAddsButNeverTakesAnothersPlan(
      @ForAll("entries") List<PriceList.Entry> entries) {
    AtomicInteger next = new AtomicInteger(FIRST_NEW);
    Optional<List<PricePlan>> plans =
        new PriceList(entries)
            .replacing(offered(), OWNER, () -> new PricePlanId(next.getAndIncrement()));
    boolean allOffered =
        entries.stream()
            .flatMap(entry -> entry.id().stream())
            .allMatch(id -> id.value() <= OFFERED);
    Statistics.label("all plans offered").collect(allOffered);
    assertThat(plans.isPresent()).isEqualTo(allOffered);
    for (int index = 0; index < plans.map(List::size).orElse(0); index++) {
      PriceList.Entry entry = entries.get(index);
      PricePlan plan = plans.orElseThrow().get(index);
      assertThat(plan.owner()).isEqualTo(OWNER);
      assertThat(plan.duration()).isEqualTo(entry.duration());
      assertThat(plan.price()).isEqualTo(entry.price());
      assertThat(plan.id().value())
          .satisfies(id -> assertThat(entry.id().map(PricePlanId::value).orElse(id)).isEqualTo(id));
      assertThat(plan.id().value() >= FIRST_NEW).isEqualTo(entry.id().isEmpty());
    }
  }

  @Property(tries = 1)
  void whoBuildsAWrongListIsReported() {
    PriceList.Entry named =
        new PriceList.Entry(
            Optional.of(new PricePlanId(1)), PlanDuration.ONE_WEEK, new Price(new Credits(1)));
    assertThatThrownBy(() -> new PriceList(List.of(named, named)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is named twice");
    assertThatThrownBy(() ->
            new PriceList.Entry(Optional.empty(), PlanDuration.ONE_WEEK, new Price(new Credits(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<PricePlan> offered() {
    return Set.of(1, 2, 3, OFFERED).stream()
        .map(id ->
            new PricePlan(
                new PricePlanId(id), OWNER, PlanDuration.ONE_YEAR, new Price(new Credits(5))))
        .toList();
  }

  @Provide
  Arbitrary<List<PlanDraft>> lists() {
    Arbitrary<Optional<PricePlanId>> ids =
        Arbitraries.integers().between(0, 50).map(PricePlanId::new).optional(0.4);
    Arbitrary<OptionalInt> durations =
        Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.integers().between(1, 6).map(OptionalInt::of)),
            Tuple.of(1, Arbitraries.of(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(7))));
    Arbitrary<Optional<BigDecimal>> prices =
        Arbitraries.frequencyOf(
            Tuple.of(
                30,
                Arbitraries.of("0.01", "1", "100000")
                    .map(text -> Optional.of(new BigDecimal(text)))),
            Tuple.of(1, Arbitraries.of(Optional.empty(), Optional.of(BigDecimal.ZERO))));
    return Combinators.combine(ids, durations, prices).as(PlanDraft::new).list().ofMaxSize(22);
  }

  @Provide
  Arbitrary<List<PriceList.Entry>> entries() {
    Arbitrary<Optional<PricePlanId>> ids =
        Arbitraries.integers().between(1, OFFERED + 1).map(PricePlanId::new).optional(0.5);
    return Combinators.combine(
            ids,
            Arbitraries.of(PlanDuration.class),
            Arbitraries.longs().between(1, 100_000_00L).map(it -> new Price(new Credits(it))))
        .as(PriceList.Entry::new)
        .list()
        .ofMaxSize(5)
        .uniqueElements(entry -> entry.id().map(PricePlanId::value).orElse(-entry.hashCode()));
  }
}
