package org.pinacotheca.http.rest.selling;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.Subscribe;
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

/** The operations on price plans and subscriptions. */
public final class SubscriptionOperations {
  private static final WireSchema<PricePlan> PLAN =
      WireSchema.of(
          "PicturePricePlan",
          "Pictures",
          WireSchema.whole("PricePlanID", plan -> plan.id().value()),
          WireSchema.text("Duration", plan -> plan.duration().words()),
          WireSchema.decimal("Price", plan -> plan.price().amount().toDecimal()));

  private static final WireSchema<Subscribe.Subscribed> SUBSCRIBED =
      WireSchema.of(
          "PictureSubscribed",
          "Pictures",
          WireSchema.whole("UserID", bought -> bought.subscription().owner().value()),
          WireSchema.whole("PricePlanID", bought -> bought.subscription().plan().value()),
          WireSchema.decimal("Charged", bought -> bought.charged().toDecimal()),
          WireSchema.decimalOrNil("Balance", bought -> bought.balance().map(Credits::toDecimal)),
          WireSchema.time("ValidUntil", bought -> bought.subscription().until()));

  /** A subscription with its other party. */
  private static final WireSchema<NamedSubscription> SUBSCRIPTION =
      WireSchema.of(
          "PictureSubscription",
          "Pictures",
          WireSchema.whole("UserID", named -> named.other().id().value()),
          WireSchema.text("Nickname", named -> named.other().nickname().value()),
          WireSchema.whole("PricePlanID", named -> named.subscription().plan().value()),
          WireSchema.time("SubscribedOn", named -> named.subscription().since()),
          WireSchema.time("ValidUntil", named -> named.subscription().until()),
          WireSchema.flag("IsActive", NamedSubscription::isOn));

  private static final WireSchema<Page<NamedSubscription>> SUBSCRIPTIONS =
      WireSchema.of(
          "PictureSubscriptions",
          "Pictures",
          WireSchema.whole("PageNumber", page -> page.request().number()),
          WireSchema.whole("PageCount", Page::pageCount),
          WireSchema.whole("PageSize", page -> page.request().size()),
          WireSchema.whole("SubscriptionsTotal", Page::total),
          WireSchema.parts("Subscriptions", SUBSCRIPTION, Page::items));

  private SubscriptionOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.readingByKey("Pictures/GetPricePlans", SubscriptionOperations::plans),
        Operation.writing(
            "Pictures/UpdatePricePlans", Operation.Verb.PUT, SubscriptionOperations::updatePlans),
        // Its UserID is the owner, so that it cannot name a member to act for as well.
        Operation.posting(
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
                .map(offered -> Response.array(PLAN, offered))
                .orElseGet(() -> Refusals.of(new MemberNotFound(owner.orElseThrow()))));
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
              case UpdatePricePlans.Updated(List<PricePlan> offered) ->
                  Response.array(PLAN, offered);
              case CommandRefusal refusal -> Refusals.of(refusal);
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
              case Subscribe.Subscribed subscribed -> Response.object(SUBSCRIBED, subscribed);
              case CommandRefusal refusal -> Refusals.of(refusal);
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
                  Response.object(SUBSCRIPTIONS, read);
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static boolean wantsSubscribers(Fields fields) {
    String word = fields.text("Direction").orElse("").strip().toLowerCase(Locale.ROOT);
    if (Stream.of("mine", "subscribers").noneMatch(word::equals)) {
      fields.fault("Direction", "must be mine or subscribers.");
    }
    return word.equals("subscribers");
  }
}
