package org.pinacotheca.domain.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;

/**
 * The plans that an owner wants to offer, instead of all that they have offered.
 *
 * @param entries at most {@value PricePlan#PLANS_PER_OWNER_MAX}; no plan is named twice
 */
public record PriceList(List<Entry> entries) {
  /** A plan of the list; empty {@code id} adds one, and any other changes or keeps that plan. */
  public record Entry(Optional<PricePlanId> id, PlanDuration duration, Price price) {
    public Entry {
      if (price.isFree()) {
        throw new IllegalArgumentException("a price plan costs something");
      }
    }
  }

  public PriceList {
    entries = List.copyOf(entries);
    Form form = new Form();
    checkCount(entries.size(), form);
    Set<PricePlanId> named = new HashSet<>();
    entries.forEach(entry -> entry.id().ifPresent(id -> form.take(checkNew(id, named))));
    form.make(() -> true).orElseThrow();
  }

  /** The list that was written, or all its faults. */
  public static Checked<PriceList> check(List<PlanDraft> drafts) {
    Form form = new Form();
    checkCount(drafts.size(), form);
    Set<PricePlanId> named = new HashSet<>();
    List<Supplier<Entry>> entries = new ArrayList<>();
    for (int index = 0; index < drafts.size(); index++) {
      PlanDraft draft = drafts.get(index);
      if (draft.id().isPresent()) {
        form.take(checkNew(draft.id().get(), named).at(index));
      }
      Optional<PlanDuration> duration = form.take(draft.checkDuration().at(index));
      Optional<Price> price = form.take(draft.checkPrice().at(index));
      entries.add(() -> new Entry(draft.id(), duration.orElseThrow(), price.orElseThrow()));
    }
    return form.make(() -> new PriceList(entries.stream().map(Supplier::get).toList()));
  }

  private static void checkCount(int plans, Form form) {
    if (plans > PricePlan.PLANS_PER_OWNER_MAX) {
      form.fault(
          Field.PLANS,
          "must be at most " + PricePlan.PLANS_PER_OWNER_MAX + " plans, not " + plans + ".");
    }
  }

  private static Checked<PricePlanId> checkNew(PricePlanId id, Set<PricePlanId> named) {
    return named.add(id)
        ? new Checked.Valid<>(id)
        : Checked.invalid(Field.PLAN, "is named twice in the list.");
  }

  /**
   * The owner's plans from now on; empty when the list names a plan that they do not offer.
   *
   * @param offered the plans until now
   * @param nextId gives a new plan its id
   */
  public Optional<List<PricePlan>> replacing(
      List<PricePlan> offered, UserId owner, Supplier<PricePlanId> nextId) {
    Set<PricePlanId> known = offered.stream().map(PricePlan::id).collect(Collectors.toSet());
    boolean allKnown =
        entries.stream().flatMap(entry -> entry.id().stream()).allMatch(known::contains);
    return allKnown
        ? Optional.of(
            entries.stream()
                .map(entry ->
                    new PricePlan(
                        entry.id().orElseGet(nextId), owner, entry.duration(), entry.price()))
                .toList())
        : Optional.empty();
  }
}
