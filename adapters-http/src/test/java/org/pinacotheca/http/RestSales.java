package org.pinacotheca.http;

import static org.pinacotheca.http.RestClient.JSON;
import static org.pinacotheca.http.RestClient.json;
import static org.pinacotheca.http.RestClient.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Reply;

/** Sales operations, as a client of the REST and the admin API. Used by one thread. */
final class RestSales {
  private static final int ALL = 100;
  private static final long UNKNOWN = Long.MAX_VALUE / 100;

  private final RestClient client;

  RestSales(RestClient client) {
    this.client = client;
  }

  boolean offers(Caller caller, Call.Selling call) {
    return switch (call) {
      // Their UserID is the owner or absent, so nobody can act for another.
      case Call.Subscribe _, Call.GetBalance _, Call.GetHistory _ -> caller.actingFor().isEmpty();
      case Call.UnlockAlbum _,
          Call.GetAlbumPrice _,
          Call.UpdatePlans _,
          Call.GetPlans _,
          Call.GetSubscriptions _,
          Call.Grant _,
          Call.Refund _ ->
          true;
    };
  }

  Reply call(Caller caller, Call.Selling call) {
    return switch (call) {
      case Call.UnlockAlbum(var album, var pin, var price) -> {
        ObjectNode body =
            JSON.createObjectNode().put("AlbumID", album.id().value()).put("PinNumber", pin);
        price.ifPresent(seen -> body.put("Price", BigDecimal.valueOf(seen, 2)));
        yield about(
            client.sendTwice(caller, "POST", "UnlockAlbum", body),
            paid -> new Observed.PaidFacts(cents(paid, "Charged"), balance(paid)));
      }
      case Call.GetAlbumPrice(var album) ->
          about(
              client.get(caller, "GetAlbumPrice", "AlbumID=" + album.id().value() + member(caller)),
              RestSales::price);
      case Call.UpdatePlans(var plans) ->
          all(
              client.sendTwice(caller, "PUT", "UpdatePricePlans", plans(plans)),
              "",
              RestSales::plan);
      case Call.GetPlans(var owner) -> all(plans(caller, owner), "", RestSales::plan);
      case Call.Subscribe subscribe -> subscribe(caller, subscribe);
      case Call.GetSubscriptions() ->
          all(
              client.get(
                  caller, "GetSubscriptions", "Direction=mine&PageSize=" + ALL + member(caller)),
              "Subscriptions",
              RestSales::subscription);
      case Call.Grant(var member, long hundredths, var reference) -> {
        ObjectNode body =
            JSON.createObjectNode()
                .put("UserID", member.value())
                .put("Amount", BigDecimal.valueOf(hundredths, 2))
                .put("Reference", reference);
        yield about(
            client.administer("credits", body),
            given -> new Observed.BalanceFacts(cents(given, "Balance")));
      }
      case Call.Refund refund -> refund(refund);
      case Call.GetBalance() ->
          about(
              client.get(caller, "CreditHistory/GetCurrentCreditBalance", ""),
              balance -> new Observed.BalanceFacts(cents(balance)));
      case Call.GetHistory(boolean newestFirst, var number, var size) -> {
        String query =
            "OrderBy=transactiondate-" + (newestFirst ? "desc" : "asc") + page(number, size);
        yield all(
            client.get(caller, "CreditHistory/GetCreditsHistory", query),
            "CreditHistory",
            entry -> entry(caller.subject(), entry));
      }
    };
  }

  /** The parameters of a page, each behind an ampersand. */
  static String page(OptionalInt number, OptionalInt size) {
    return (number.isPresent() ? "&PageNumber=" + number.getAsInt() : "")
        + (size.isPresent() ? "&PageSize=" + size.getAsInt() : "");
  }

  private static String member(Caller caller) {
    return caller.actingFor().map(member -> "&UserID=" + member.value()).orElse("");
  }

  private HttpResponse<String> plans(Caller caller, UserId owner) {
    return client.getByKey(caller, "GetPricePlans", "UserID=" + owner.value());
  }

  private Reply subscribe(Caller caller, Call.Subscribe call) {
    UserId owner = call.owner();
    JsonNode plan = json(plans(caller, owner)).path(call.place() - 1).path("PricePlanID");
    ObjectNode body =
        JSON.createObjectNode()
            .put("UserID", owner.value())
            .put("PricePlanID", plan.asInt(Integer.MAX_VALUE));
    call.price().ifPresent(seen -> body.put("Price", BigDecimal.valueOf(seen, 2)));
    return about(
        client.sendTwice(caller, "POST", "Subscribe", body),
        bought ->
            new Observed.SubscribedFacts(
                new UserId(bought.path("UserID").asInt()),
                cents(bought, "Charged"),
                balance(bought),
                time(bought, "ValidUntil")));
  }

  private Reply refund(Call.Refund call) {
    JsonNode sale = client.entry(call.buyer(), call.place());
    ObjectNode body =
        JSON.createObjectNode()
            .put("TransactionID", sale.path("TransactionID").asLong(UNKNOWN))
            .put("Reason", call.reason());
    HttpResponse<String> response = client.administer("credits/refund", body);
    return response.statusCode() == 404
        ? new Reply.Refused("TransferNotFound")
        : about(response, RestSales::refunded);
  }

  private static Observed refunded(JsonNode refund) {
    UserId seller = new UserId(refund.path("SellerUserID").asInt());
    JsonNode album = refund.path("AlbumID");
    return new Observed.RefundedFacts(
        new UserId(refund.path("BuyerUserID").asInt()),
        seller,
        cents(refund, "Amount"),
        album.isNull()
            ? Optional.empty()
            : Optional.of(new AlbumAt(seller, new AlbumId(album.asInt()))));
  }

  private static ObjectNode plans(List<Observed.PlanFacts> plans) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("PricePlans");
    for (Observed.PlanFacts plan : plans) {
      list.addObject()
          .put("DurationID", plan.durationId())
          .put("Price", BigDecimal.valueOf(plan.price(), 2));
    }
    return body;
  }

  private static Reply about(
      HttpResponse<String> response, Function<? super JsonNode, ? extends Observed> facts) {
    return refusal(response).orElseGet(() -> Reply.Done.about(facts.apply(json(response))));
  }

  /** The items of a list, which is the whole response or a field of it. */
  private static Reply all(
      HttpResponse<String> response,
      String field,
      Function<? super JsonNode, ? extends Observed> facts) {
    return refusal(response)
        .orElseGet(() -> {
          JsonNode answer = json(response);
          List<Observed> reported = new ArrayList<>();
          JsonNode list = field.isEmpty() ? answer : answer.path(field);
          list.forEach(thing -> reported.add(facts.apply(thing)));
          Optional<Long> total =
              answer.has(field + "Total")
                  ? Optional.of(answer.path(field + "Total").asLong())
                  : Optional.empty();
          return new Reply.Done(reported, total);
        });
  }

  private static Observed price(JsonNode price) {
    Optional<Long> cents =
        price.path("PINPrice").isNull() ? Optional.empty() : Optional.of(cents(price, "PINPrice"));
    if (cents.isPresent() != price.path("IsPinProtected").asBoolean()) {
      throw new AssertionError("what is protected has a price, and nothing else: " + price);
    }
    return new Observed.PriceFacts(cents, price.path("Access").asText());
  }

  private static Observed plan(JsonNode plan) {
    int duration =
        Arrays.stream(PlanDuration.values())
            .filter(known -> known.words().equals(plan.path("Duration").asText()))
            .findFirst()
            .orElseThrow()
            .id();
    return new Observed.PlanFacts(duration, cents(plan, "Price"));
  }

  private static Observed subscription(JsonNode subscription) {
    return new Observed.SubscriptionFacts(
        new UserId(subscription.path("UserID").asInt()),
        subscription.path("IsActive").asBoolean(),
        time(subscription, "ValidUntil"));
  }

  private static Observed entry(UserId subject, JsonNode entry) {
    long gain = cents(entry, "Amount");
    Optional<UserId> counterparty =
        entry.path("CounterpartyUserID").isNull()
            ? Optional.empty()
            : Optional.of(new UserId(entry.path("CounterpartyUserID").asInt()));
    Observed.EntryReason reason = reason(entry.path("Description").asText());
    // The member who was paid for an album, or paid it back, is its owner.
    boolean isOwners = gain > 0 != (reason == Observed.EntryReason.REFUNDED);
    Optional<AlbumAt> album =
        entry.path("AlbumID").isNull()
            ? Optional.empty()
            : Optional.of(
                new AlbumAt(
                    isOwners ? subject : counterparty.orElseThrow(),
                    new AlbumId(entry.path("AlbumID").asInt())));
    return new Observed.EntryFacts(
        time(entry, "TransactionDate"), gain, cents(entry, "Balance"), reason, counterparty, album);
  }

  private static Observed.EntryReason reason(String description) {
    return switch (description.split("[ ,]", 2)[0]) {
      case "Granted" -> Observed.EntryReason.GRANTED;
      case "Album" -> Observed.EntryReason.ALBUM_UNLOCKED;
      case "Subscription" -> Observed.EntryReason.SUBSCRIBED;
      case "Commission" -> Observed.EntryReason.COMMISSION;
      case "Refund" -> Observed.EntryReason.REFUNDED;
      default -> throw new AssertionError("credits moved for: " + description);
    };
  }

  private static Instant time(JsonNode thing, String field) {
    return Instant.parse(thing.path(field).asText() + "Z");
  }

  /** The balance, if the caller may know it. */
  private static OptionalLong balance(JsonNode sale) {
    return sale.path("Balance").isNull()
        ? OptionalLong.empty()
        : OptionalLong.of(cents(sale, "Balance"));
  }

  private static long cents(JsonNode thing, String field) {
    return cents(thing.path(field));
  }

  private static long cents(JsonNode amount) {
    return amount.decimalValue().movePointRight(2).longValueExact();
  }
}
