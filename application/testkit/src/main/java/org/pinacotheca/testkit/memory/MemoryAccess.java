package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.AccessStore;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;

/** Offers of owners and what viewers have bought, in memory. */
record MemoryAccess(MemoryTables tables) implements AccessStore {
  private static final Comparator<PricePlan> AS_LISTED =
      Comparator.comparing(PricePlan::duration).thenComparing(PricePlan::id);

  @Override
  public PricePlanId nextPlanId() {
    tables.plans.requireWritable();
    return new PricePlanId(tables.counters.plans.incrementAndGet());
  }

  @Override
  public List<PricePlan> plans(UserId owner) {
    return tables.plans.all().filter(plan -> plan.owner().equals(owner)).sorted(AS_LISTED).toList();
  }

  @Override
  public void replacePlans(UserId owner, List<PricePlan> plans) {
    tables.plans.removeAll(plans(owner).stream().map(PricePlan::id).toList());
    plans.forEach(plan -> tables.plans.add(plan.id(), plan));
  }

  @Override
  public Optional<Subscription> subscription(UserId viewer, UserId owner) {
    return tables.subscriptions.find(row(viewer, owner.value()));
  }

  @Override
  public Page<Subscription> subscriptionsOf(UserId viewer, PageRequest page) {
    return MemoryRecords.page(
        tables
            .subscriptions
            .all()
            .filter(subscription -> subscription.viewer().equals(viewer))
            .sorted(Comparator.comparing(Subscription::owner))
            .toList(),
        page);
  }

  @Override
  public Page<Subscription> subscribersOf(UserId owner, PageRequest page) {
    return MemoryRecords.page(
        tables
            .subscriptions
            .all()
            .filter(subscription -> subscription.owner().equals(owner))
            .sorted(Comparator.comparing(Subscription::viewer))
            .toList(),
        page);
  }

  @Override
  public void put(Subscription subscription) {
    tables.subscriptions.put(
        row(subscription.viewer(), subscription.owner().value()), subscription);
  }

  @Override
  public void removeSubscription(UserId viewer, UserId owner) {
    tables.subscriptions.removeExisting(row(viewer, owner.value()));
  }

  @Override
  public Optional<Unlock> unlock(UserId viewer, AlbumId album) {
    return tables.unlocks.find(row(viewer, album.value()));
  }

  @Override
  public Set<AlbumId> unlocked(UserId viewer, UserId owner) {
    return tables
        .unlocks
        .all()
        .filter(unlock -> unlock.viewer().equals(viewer) && unlock.owner().equals(owner))
        .map(Unlock::album)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void add(Unlock unlock) {
    tables.unlocks.add(row(unlock.viewer(), unlock.album().value()), unlock);
  }

  @Override
  public void removeUnlock(UserId viewer, AlbumId album) {
    tables.unlocks.removeExisting(row(viewer, album.value()));
  }

  @Override
  public void addWrongPin(UserId viewer, AlbumId album, WrongPinAttempt attempt) {
    tables.wrongPins.requireWritable();
    tables.wrongPins.add(
        tables.counters.wrongPins.incrementAndGet(), new WrongPin(viewer, album, attempt));
  }

  @Override
  public List<WrongPinAttempt> wrongPins(UserId viewer, AlbumId album, Instant end, int limit) {
    return newestFirst(pin -> pin.isOf(viewer, album), end).limit(limit).toList();
  }

  @Override
  public Optional<Instant> wrongPin(AlbumId album, Instant end, int nth) {
    return newestFirst(pin -> pin.album().equals(album), end)
        .skip(nth - 1L)
        .map(WrongPinAttempt::at)
        .findFirst();
  }

  @Override
  public void removeWrongPins(UserId viewer, AlbumId album, Instant before) {
    tables.wrongPins.removeIf(
        pin -> pin.isOf(viewer, album) && pin.attempt().at().isBefore(before));
  }

  /** Newest first; at equal times the one that was added last comes first. */
  private Stream<WrongPinAttempt> newestFirst(Predicate<WrongPin> wanted, Instant end) {
    return tables.wrongPins.rows().values().stream()
        .filter(wanted)
        .map(WrongPin::attempt)
        .filter(attempt -> attempt.at().isBefore(end))
        .sorted(Comparator.comparing(WrongPinAttempt::at))
        .toList()
        .reversed()
        .stream();
  }

  private static String row(UserId viewer, int other) {
    return viewer.value() + " " + other;
  }

  /** A wrong PIN that was counted. */
  record WrongPin(UserId viewer, AlbumId album, WrongPinAttempt attempt) {
    private boolean isOf(UserId anyone, AlbumId any) {
      return viewer.equals(anyone) && album.equals(any);
    }
  }
}
