package org.pinacotheca.http.rest.selling;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;
import org.pinacotheca.http.wire.WireTime;

/** The operations on price plans and subscriptions. */
public final class SubscriptionOperations {
  private SubscriptionOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.readingByKey("Pictures/GetPricePlans", SubscriptionOperations::plans),
        Operation.writing(
            "Pictures/UpdatePricePlans", Operation.Verb.PUT, SubscriptionOperations::updatePlans),
        // Its UserID is the owner, so that it cannot name a member to act for as well.
        Operation.buying(
            "Pictures/Subscribe",
            Set.of(Scope.ACCOUNT_CREDITS_SPEND),
            false,
            SubscriptionOperations::subscribe),
        Operation.reading("Pictures/GetSubscriptions", true, SubscriptionOperations::list));
  }

  private static EncodedResponse plans(RestRequest call) {
    Optional<UserId> owner = call.owner();
    return call.read(
        owner::orElseThrow,
        named -> call.gallery().subscriptions().plans(named),
        plans ->
            plans
                .map(SubscriptionOperations::plans)
                .orElseGet(() -> Refusals.memberNotFound(owner.orElseThrow().value())));
  }

  private static Response plans(List<PricePlan> plans) {
    return Response.array(PlanWire.MODEL, plans.stream().map(PlanWire::from).toList());
  }

  private static EncodedResponse updatePlans(RestRequest call) {
    Fields fields = call.fields();
    if (!fields.has("PricePlans")) {
      fields.fault("PricePlans", "is required: the full new list, which may be empty.");
    }
    List<PlanDraft> drafts =
        fields.objects("PricePlans").stream().map(SubscriptionOperations::draft).toList();
    Optional<PriceList> plans = call.take(PriceList.check(drafts));
    return call.perform(
        () -> new UpdatePricePlans(plans.orElseThrow()),
        (gallery, command) -> gallery.subscriptions().updatePlans(call.caller(), command),
        outcome ->
            switch (outcome) {
              case UpdatePricePlans.Updated(List<PricePlan> offered) -> plans(offered);
              case CommonRefusal refusal -> Refusals.common(refusal);
              case PlanNotFound() -> Refusals.planNotFound();
            });
  }

  private static PlanDraft draft(Fields plan) {
    OptionalInt id = plan.integer("PricePlanID");
    return new PlanDraft(
        id.isPresent() ? Optional.of(new PricePlanId(id.getAsInt())) : Optional.empty(),
        plan.integer("DurationID"),
        plan.decimal("Price"));
  }

  private static EncodedResponse subscribe(RestRequest call) {
    Optional<UserId> owner = call.required("UserID", UserId::new, "the owner of the gallery.");
    Optional<PricePlanId> plan =
        call.required("PricePlanID", PricePlanId::new, "one of the owner's price plans.");
    Optional<Credits> seen = call.priceSeen();
    return call.perform(
        () -> new Subscribe(owner.orElseThrow(), plan.orElseThrow(), seen),
        (gallery, command) -> gallery.subscriptions().subscribe(call.caller(), command),
        outcome ->
            switch (outcome) {
              case Subscribe.Subscribed subscribed ->
                  Response.object(SubscribedWire.MODEL, SubscribedWire.from(subscribed));
              case CommonRefusal refusal -> Refusals.common(refusal);
              case MemberNotFound(UserId member) -> Refusals.memberNotFound(member.value());
              case PlanNotFound() -> Refusals.planNotFound();
              case SubscriptionTooLong(Instant until) -> Refusals.subscriptionTooLong(until);
              case SaleRefusal refusal -> Refusals.sale(refusal);
            });
  }

  private static EncodedResponse list(RestRequest call) {
    boolean subscribers = wantsSubscribers(call.fields());
    Optional<PageRequest> page = call.page();
    return call.read(
        () -> new GetSubscriptions(subscribers, page.orElseThrow()),
        query -> call.gallery().subscriptions().list(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetSubscriptions.Read(Page<NamedSubscription> read) ->
                  Response.object(SubscriptionsWire.MODEL, SubscriptionsWire.from(read));
              case CommonRefusal refusal -> Refusals.common(refusal);
            });
  }

  private static boolean wantsSubscribers(Fields fields) {
    String word = fields.text("Direction").orElse("").strip().toLowerCase(Locale.ROOT);
    if (Stream.of("mine", "subscribers").noneMatch(word::equals)) {
      fields.fault("Direction", "must be mine or subscribers.");
    }
    return word.equals("subscribers");
  }

  private record PlanWire(int planId, String duration, Credits price) {
    static final WireSchema<PlanWire> MODEL =
        WireSchema.of(
            "PicturePricePlan",
            "Pictures",
            WireSchema.whole("PricePlanID", PlanWire::planId),
            WireSchema.text("Duration", PlanWire::duration),
            WireSchema.decimal("Price", wire -> wire.price().toDecimal()));

    static PlanWire from(PricePlan plan) {
      return new PlanWire(plan.id().value(), plan.duration().words(), plan.price().amount());
    }
  }

  private record SubscribedWire(
      int userId, int planId, Credits charged, @Nullable BigDecimal balance, String validUntil) {
    static final WireSchema<SubscribedWire> MODEL =
        WireSchema.of(
            "PictureSubscribed",
            "Pictures",
            WireSchema.whole("UserID", SubscribedWire::userId),
            WireSchema.whole("PricePlanID", SubscribedWire::planId),
            WireSchema.decimal("Charged", wire -> wire.charged().toDecimal()),
            WireSchema.decimal("Balance", SubscribedWire::balance),
            WireSchema.text("ValidUntil", SubscribedWire::validUntil));

    static SubscribedWire from(Subscribe.Subscribed subscribed) {
      return new SubscribedWire(
          subscribed.subscription().owner().value(),
          subscribed.subscription().plan().value(),
          subscribed.charged(),
          subscribed.balance().map(Credits::toDecimal).orElse(null),
          WireTime.write(subscribed.subscription().until()));
    }
  }

  private record SubscriptionsWire(
      int pageNumber,
      long pageCount,
      int pageSize,
      long total,
      List<SubscriptionWire> subscriptions) {
    static final WireSchema<SubscriptionsWire> MODEL =
        WireSchema.of(
            "PictureSubscriptions",
            "Pictures",
            WireSchema.whole("PageNumber", SubscriptionsWire::pageNumber),
            WireSchema.whole("PageCount", SubscriptionsWire::pageCount),
            WireSchema.whole("PageSize", SubscriptionsWire::pageSize),
            WireSchema.whole("SubscriptionsTotal", SubscriptionsWire::total),
            WireSchema.parts(
                "Subscriptions", SubscriptionWire.MODEL, SubscriptionsWire::subscriptions));

    static SubscriptionsWire from(Page<NamedSubscription> page) {
      return new SubscriptionsWire(
          page.request().number(),
          page.pageCount(),
          page.request().size(),
          page.total(),
          page.items().stream().map(SubscriptionWire::from).toList());
    }
  }

  /** A subscription with its other party. */
  private record SubscriptionWire(
      int userId,
      String nickname,
      int planId,
      String subscribedOn,
      String validUntil,
      boolean isActive) {
    static final WireSchema<SubscriptionWire> MODEL =
        WireSchema.of(
            "PictureSubscription",
            "Pictures",
            WireSchema.whole("UserID", SubscriptionWire::userId),
            WireSchema.text("Nickname", SubscriptionWire::nickname),
            WireSchema.whole("PricePlanID", SubscriptionWire::planId),
            WireSchema.text("SubscribedOn", SubscriptionWire::subscribedOn),
            WireSchema.text("ValidUntil", SubscriptionWire::validUntil),
            WireSchema.flag("IsActive", SubscriptionWire::isActive));

    static SubscriptionWire from(NamedSubscription named) {
      return new SubscriptionWire(
          named.other().id().value(),
          named.other().nickname().value(),
          named.subscription().plan().value(),
          WireTime.write(named.subscription().since()),
          WireTime.write(named.subscription().until()),
          named.isOn());
    }
  }
}
