package org.pinacotheca.application.selling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.Subscriptions;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Sale;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/** Price plans, subscriptions and their purchase. Thread-safe. */
public final class GallerySubscriptions implements Subscriptions {
  private static final int TRANSFER_DIGITS = 24;
  private static final Set<Scope> SPENDING = Set.of(Scope.ACCOUNT_CREDITS_SPEND);

  private final UnitOfWork work;
  private final Secrets secrets;
  private final Commission commission;

  public GallerySubscriptions(UnitOfWork work, Secrets secrets, Commission commission) {
    this.work = work;
    this.secrets = secrets;
    this.commission = commission;
  }

  @Override
  public Optional<List<PricePlan>> plans(UserId owner) {
    return work.read(tx -> tx.members().findActive(owner).map(known -> tx.access().plans(owner)));
  }

  @Override
  public UpdatePricePlans.Outcome updatePlans(Caller caller, UpdatePricePlans command) {
    return work.transact(tx ->
        Authorization.owned(
            tx, caller, denied -> denied, () -> updatePlans(tx, caller, command.plans())));
  }

  private static UpdatePricePlans.Outcome updatePlans(
      Transaction tx, Caller caller, PriceList wanted) {
    UserId owner = caller.subject();
    Optional<List<PricePlan>> plans =
        wanted.replacing(tx.access().plans(owner), owner, tx.access()::nextPlanId);
    if (plans.isEmpty()) {
      return new PlanNotFound();
    }
    tx.access().replacePlans(owner, plans.get());
    Authorization.record(
        tx, caller, AuditAction.PRICE_PLANS_REPLACED, plans.get().size() + " plans");
    return new UpdatePricePlans.Updated(tx.access().plans(owner));
  }

  @Override
  public Subscribe.Outcome subscribe(Caller caller, Subscribe command) {
    return work.transact(tx ->
        Authorization.permitted(
            tx, caller, SPENDING, denied -> denied, () -> subscribe(tx, caller, command)));
  }

  private Subscribe.Outcome subscribe(Transaction tx, Caller caller, Subscribe command) {
    UserId owner = command.owner();
    if (owner.equals(caller.subject())) {
      String message = "must be another member: nobody subscribes to their own gallery.";
      return new InvalidFields(List.of(FieldFault.of(Field.USER, message)));
    }
    if (tx.members().findActive(owner).isEmpty()) {
      return new MemberNotFound(owner);
    }
    Optional<Denied> denied = Purchases.lockBoth(tx, caller, owner);
    if (denied.isPresent()) {
      return denied.get();
    }
    if (tx.members().findActive(owner).isEmpty()) {
      return new MemberNotFound(owner);
    }
    Optional<PricePlan> plan = offered(tx, owner, command.plan());
    if (plan.isEmpty()) {
      return new PlanNotFound();
    }
    Optional<SaleRefusal> noSale =
        Purchases.refusal(caller, owner, plan.get().price().amount(), command.expectedPrice());
    return noSale.isPresent() ? noSale.get() : buy(tx, caller, plan.get());
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
    Sale sale =
        new Sale(
            TransferId.ofSubscription(viewer, secrets.randomHex(TRANSFER_DIGITS)),
            viewer,
            plan.owner(),
            plan.price(),
            new TransferReason.Subscribed(plan.id(), plan.duration()),
            tx.now(),
            caller.actor());
    if (!Purchases.pay(tx, sale, commission)) {
      return Purchases.notEnough(tx, caller, charged);
    }
    tx.access().put(subscription);
    String target = "gallery of " + plan.owner().value() + ", plan " + plan.id().value();
    Authorization.record(tx, caller, AuditAction.SUBSCRIBED, target);
    return new Subscribe.Subscribed(subscription, charged, Purchases.balance(tx, caller));
  }

  private static Optional<PricePlan> offered(Transaction tx, UserId owner, PricePlanId id) {
    return tx.access().plans(owner).stream().filter(plan -> plan.id().equals(id)).findFirst();
  }

  @Override
  public GetSubscriptions.Outcome list(Caller caller, GetSubscriptions query) {
    return work.read(tx ->
        Authorization.reading(
            tx,
            caller,
            denied -> denied,
            () ->
                query.subscribers()
                    ? named(
                        tx,
                        tx.access().subscribersOf(caller.subject(), query.page()),
                        Subscription::viewer)
                    : named(
                        tx,
                        tx.access().subscriptionsOf(caller.subject(), query.page()),
                        Subscription::owner)));
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
