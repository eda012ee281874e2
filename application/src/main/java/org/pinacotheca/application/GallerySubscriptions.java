package org.pinacotheca.application;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.GetSubscriptions;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.MemberNotFound;
import org.pinacotheca.application.api.NamedSubscription;
import org.pinacotheca.application.api.NotEnoughCredits;
import org.pinacotheca.application.api.PlanDraft;
import org.pinacotheca.application.api.PlanNotFound;
import org.pinacotheca.application.api.Subscribe;
import org.pinacotheca.application.api.SubscriptionTooLong;
import org.pinacotheca.application.api.Subscriptions;
import org.pinacotheca.application.api.UpdatePricePlans;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.PlanDuration;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.input.Checked;
import org.pinacotheca.domain.input.Field;
import org.pinacotheca.domain.input.FieldFault;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.UserId;

/** Price plans and subscriptions. Thread-safe. */
final class GallerySubscriptions implements Subscriptions {
  private static final int TRANSFER_DIGITS = 24;

  private final UnitOfWork work;
  private final Workshop workshop;

  GallerySubscriptions(UnitOfWork work, Workshop workshop) {
    this.work = work;
    this.workshop = workshop;
  }

  @Override
  public Optional<List<PricePlan>> plans(UserId owner) {
    return work.read(tx -> tx.members().find(owner).map(known -> tx.access().plans(owner)));
  }

  @Override
  public UpdatePricePlans.Outcome updatePlans(Caller caller, UpdatePricePlans command) {
    return work.transact(tx -> updatePlans(tx, caller, command));
  }

  private static UpdatePricePlans.Outcome updatePlans(
      Transaction tx, Caller caller, UpdatePricePlans command) {
    Optional<Denied> denied = Authority.deniedWriting(tx, caller);
    if (denied.isPresent()) {
      return denied.get();
    }
    UserId owner = caller.subject();
    Optional<Denied> gone = Authority.holdSubject(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    Set<PricePlanId> offered =
        tx.access().plans(owner).stream().map(PricePlan::id).collect(Collectors.toSet());
    if (!command.plans().stream()
        .flatMap(draft -> draft.id().stream())
        .allMatch(offered::contains)) {
      return new PlanNotFound();
    }
    List<FieldFault> faults = faults(command.plans());
    if (!faults.isEmpty()) {
      return new InvalidFields(faults);
    }
    List<PricePlan> plans =
        command.plans().stream()
            .map(draft ->
                new PricePlan(
                    draft.id().orElseGet(tx.access()::nextPlanId),
                    owner,
                    PlanDuration.ofId(draft.durationId().orElseThrow()).orElseThrow(),
                    Price.of(draft.price().orElseThrow()).orElseThrow()))
            .toList();
    tx.access().replacePlans(owner, plans);
    Authority.record(tx, caller, AuditAction.PRICE_PLANS_REPLACED, plans.size() + " plans");
    return new UpdatePricePlans.Updated(tx.access().plans(owner));
  }

  private static List<FieldFault> faults(List<PlanDraft> drafts) {
    List<FieldFault> faults = new ArrayList<>();
    if (drafts.size() > PricePlan.PLANS_PER_OWNER_MAX) {
      String message =
          "must be at most " + PricePlan.PLANS_PER_OWNER_MAX + " plans, not " + drafts.size() + ".";
      faults.add(FieldFault.of(Field.PLANS, message));
    }
    Set<PricePlanId> named = new HashSet<>();
    for (int index = 0; index < drafts.size(); index++) {
      PlanDraft draft = drafts.get(index);
      if (draft.id().isPresent() && !named.add(draft.id().get())) {
        faults.add(FieldFault.of(Field.PLAN, "is named twice in the list.").at(index));
      }
      if (draft.durationId().isEmpty()
          || PlanDuration.ofId(draft.durationId().getAsInt()).isEmpty()) {
        faults.add(
            FieldFault.of(Field.DURATION, "is required: a whole number from 1 to 6.").at(index));
      }
      if (draft.price().flatMap(Price::of).isEmpty()) {
        String message = "is required: more than 0 and at most 100000, with at most 2 decimals.";
        faults.add(FieldFault.of(Field.PRICE, message).at(index));
      }
    }
    return faults;
  }

  @Override
  public Subscribe.Outcome subscribe(Caller caller, Subscribe command) {
    return work.transact(tx -> subscribe(tx, caller, command));
  }

  private Subscribe.Outcome subscribe(Transaction tx, Caller caller, Subscribe command) {
    Optional<Denied> denied = Authority.deniedReading(tx, caller);
    if (denied.isPresent()) {
      return denied.get();
    }
    if (command.owner().isPresent() && tx.members().find(command.owner().get()).isEmpty()) {
      return new MemberNotFound(command.owner().get());
    }
    if (command.owner().isPresent()) {
      UserId owner = command.owner().get();
      Set<UserId> held = Sales.holdBoth(tx, caller.subject(), owner);
      if (!held.contains(caller.subject())) {
        return new Denied(new Denial.MemberGone());
      }
      if (!held.contains(owner)) {
        return new MemberNotFound(owner);
      }
    }
    Optional<PricePlan> plan =
        command.owner().flatMap(owner -> command.plan().flatMap(id -> offered(tx, owner, id)));
    if (command.owner().isPresent() && command.plan().isPresent() && plan.isEmpty()) {
      return new PlanNotFound();
    }
    List<FieldFault> faults = faults(caller, command);
    if (plan.isEmpty() || !faults.isEmpty()) {
      return new InvalidFields(faults);
    }
    return buy(tx, caller, plan.get());
  }

  private static List<FieldFault> faults(Caller caller, Subscribe command) {
    List<FieldFault> faults = new ArrayList<>();
    if (command.owner().isEmpty()) {
      faults.add(FieldFault.of(Field.USER, "is required: the owner of the gallery."));
    } else if (command.owner().get().equals(caller.subject())) {
      faults.add(
          FieldFault.of(
              Field.USER, "must be another member: nobody subscribes to his own gallery."));
    }
    if (command.plan().isEmpty()) {
      faults.add(FieldFault.of(Field.PLAN, "is required: one of the owner's price plans."));
    }
    return faults;
  }

  private Subscribe.Outcome buy(Transaction tx, Caller caller, PricePlan plan) {
    UserId viewer = caller.subject();
    Optional<Subscription> earlier = tx.access().subscription(viewer, plan.owner());
    Subscription subscription =
        earlier
            .map(known -> known.extended(plan, tx.now()))
            .orElseGet(() -> Subscription.first(viewer, plan, tx.now()));
    if (earlier.isPresent() && !subscription.isWithinLimitAt(tx.now())) {
      return new SubscriptionTooLong(earlier.get().until());
    }
    Credits charged = plan.price().amount();
    TransferId id =
        new TransferId(
            "subscribe/" + viewer.value() + "/" + workshop.secrets().randomHex(TRANSFER_DIGITS));
    TransferReason reason = new TransferReason.Subscribed(plan.id());
    AccountId account = new AccountId.OfMember(viewer);
    if (!Sales.pay(tx, caller, plan.owner(), plan.price(), workshop.commission(), id, reason)) {
      return new NotEnoughCredits(charged, tx.ledger().balance(account));
    }
    tx.access().put(subscription);
    String target = "gallery of " + plan.owner().value() + ", plan " + plan.id().value();
    Authority.record(tx, caller, AuditAction.SUBSCRIBED, target);
    return new Subscribe.Subscribed(subscription, charged, tx.ledger().balance(account));
  }

  private static Optional<PricePlan> offered(Transaction tx, UserId owner, PricePlanId id) {
    return tx.access().plans(owner).stream().filter(plan -> plan.id().equals(id)).findFirst();
  }

  @Override
  public GetSubscriptions.Outcome list(Caller caller, GetSubscriptions query) {
    return work.read(tx -> {
      Optional<Denied> denied = Authority.deniedReading(tx, caller);
      if (denied.isPresent()) {
        return denied.get();
      }
      return switch (PageRequest.check(
          query.pageNumber(), query.pageSize(), GalleryPictures.PAGE_SIZE_DEFAULT)) {
        case Checked.Invalid<PageRequest>(List<FieldFault> faults) -> new InvalidFields(faults);
        case Checked.Valid<PageRequest>(PageRequest page) ->
            query.subscribers()
                ? named(tx, tx.access().subscribersOf(caller.subject(), page), Subscription::viewer)
                : named(
                    tx, tx.access().subscriptionsOf(caller.subject(), page), Subscription::owner);
      };
    });
  }

  private static GetSubscriptions.Read named(
      Transaction tx, Page<Subscription> page, Function<Subscription, UserId> other) {
    Set<UserId> ids = page.items().stream().map(other).collect(Collectors.toSet());
    Map<UserId, Member> members =
        tx.members().findAll(ids).stream()
            .collect(Collectors.toMap(Member::id, Function.identity()));
    return new GetSubscriptions.Read(
        page.map(found -> {
          Member member = Optional.ofNullable(members.get(other.apply(found))).orElseThrow();
          return new NamedSubscription(found, member, found.isOnAt(tx.now()));
        }));
  }
}
