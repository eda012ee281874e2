package org.pinacotheca.http;

import static org.pinacotheca.http.RestClient.JSON;
import static org.pinacotheca.http.RestGalleryApi.done;
import static org.pinacotheca.http.RestGalleryApi.doneWithout;
import static org.pinacotheca.http.RestGalleryApi.items;
import static org.pinacotheca.http.RestGalleryApi.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.scenario.Field;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Reply;

/** Sales operations, as a client of the REST and the admin API. Used by one thread. */
final class RestSales {
  private static final PageRequest ANY_PAGE = new PageRequest(1, 1);
  private static final TransferId ANY_TRANSFER = new TransferId("any");
  private static final PricePlanId ANY_PLAN = new PricePlanId(0);

  private final RestClient client;
  private final RestSharing sharing;

  RestSales(RestClient client) {
    this.client = client;
    this.sharing = new RestSharing(client);
  }

  Reply call(Caller caller, Object command) {
    return switch (command) {
      case UnlockAlbum(AlbumId album, Pin pin, var price) -> {
        ObjectNode body =
            JSON.createObjectNode().put("AlbumID", album.value()).put("PinNumber", pin.value());
        price.ifPresent(seen -> body.put("Price", seen.toDecimal()));
        yield reply(
            client.sendTwice(caller, "POST", "UnlockAlbum", body),
            unlocked -> done(unlocked(unlocked)));
      }
      case GetAlbumPrice(AlbumId album) ->
          reply(
              client.get(caller, "GetAlbumPrice", "AlbumID=" + album.value() + member(caller)),
              price -> done(price(price)));
      case UpdatePricePlans(PriceList plans) ->
          reply(
              client.sendTwice(caller, "PUT", "UpdatePricePlans", plans(plans)),
              offered ->
                  done(
                      new UpdatePricePlans.Updated(
                          items(offered, plan -> plan(caller.subject(), plan)))));
      case GalleryApi.GetPlans(UserId owner) ->
          reply(
              client.getByKey(caller, "GetPricePlans", "UserID=" + owner.value()),
              offered -> done(items(offered, plan -> plan(owner, plan))));
      // Their UserID is the owner or absent, so nobody can act for another.
      case Subscribe(UserId owner, PricePlanId plan, var price) when isForThemselves(caller) -> {
        ObjectNode body =
            JSON.createObjectNode().put("UserID", owner.value()).put("PricePlanID", plan.value());
        price.ifPresent(seen -> body.put("Price", seen.toDecimal()));
        yield reply(
            client.sendTwice(caller, "POST", "Subscribe", body),
            bought ->
                done(
                    new Subscribe.Subscribed(
                        subscription(caller, bought),
                        credits(bought, "Charged"),
                        balance(bought))));
      }
      case GetSubscriptions(boolean _, PageRequest page) ->
          reply(
              client.get(
                  caller, "GetSubscriptions", "Direction=mine" + page(page) + member(caller)),
              read -> done(subscriptions(caller, read)));
      case GrantCredits(UserId member, Credits amount, String reference) -> {
        ObjectNode body =
            JSON.createObjectNode()
                .put("UserID", member.value())
                .put("Amount", amount.toDecimal())
                .put("Reference", reference);
        yield reply(
            client.administer("credits", body),
            given ->
                done(
                    new CreditAccounts.Grant(
                        given.path("TransactionID").asLong(), credits(given, "Balance"))));
      }
      case RefundSale(long transaction, String reason) -> {
        ObjectNode body =
            JSON.createObjectNode().put("TransactionID", transaction).put("Reason", reason);
        HttpResponse<String> response = client.administer("credits/refund", body);
        yield response.statusCode() == 404
            ? new Reply.Refused(RefundSale.TransferNotFound.class)
            : reply(response, refund -> doneWithout(Field.TRANSFER_TIME, refunded(refund)));
      }
      case GetCreditBalance() when isForThemselves(caller) ->
          reply(
              client.get(caller, "CreditHistory/GetCurrentCreditBalance", ""),
              balance -> done(new GetCreditBalance.Read(credits(balance))));
      case GetCreditsHistory(boolean newestFirst, var number, int size)
          when isForThemselves(caller) -> {
        String query =
            "OrderBy=transactiondate-"
                + (newestFirst ? "desc" : "asc")
                + (number.isPresent() ? "&PageNumber=" + number.getAsInt() : "")
                + "&PageSize="
                + size;
        yield reply(
            client.get(caller, "CreditHistory/GetCreditsHistory", query),
            history ->
                doneWithout(
                    Field.TOTAL,
                    new GetCreditsHistory.Read(
                        page(history, "CreditHistory", entry -> entry(caller.subject(), entry)))));
      }
      default -> sharing.call(caller, command);
    };
  }

  /** The parameters of a page, each behind an ampersand. */
  static String page(PageRequest page) {
    return "&PageNumber=" + page.number() + "&PageSize=" + page.size();
  }

  private static boolean isForThemselves(Caller caller) {
    return caller.actingFor().isEmpty();
  }

  static String member(Caller caller) {
    return caller.actingFor().map(member -> "&UserID=" + member.value()).orElse("");
  }

  private static ObjectNode plans(PriceList plans) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("PricePlans");
    for (PriceList.Entry plan : plans.entries()) {
      list.addObject()
          .put("DurationID", plan.duration().id())
          .put("Price", plan.price().amount().toDecimal());
    }
    return body;
  }

  private static <T> Page<T> page(JsonNode page, String field, Function<JsonNode, T> item) {
    return new Page<>(items(page.path(field), item), ANY_PAGE, page.path(field + "Total").asLong());
  }

  private static UnlockAlbum.Unlocked unlocked(JsonNode unlocked) {
    return new UnlockAlbum.Unlocked(
        new AlbumId(unlocked.path("AlbumID").asInt()),
        new UserId(unlocked.path("UserID").asInt()),
        credits(unlocked, "Charged"),
        balance(unlocked),
        unlocked.path("UnlockedOn").isNull()
            ? Optional.empty()
            : Optional.of(time(unlocked, "UnlockedOn")));
  }

  private static GetAlbumPrice.Reported price(JsonNode price) {
    Optional<PinLock> lock =
        price.path("PINPrice").isNull()
            ? Optional.empty()
            : Optional.of(
                new PinLock(new PinHash("0".repeat(64)), new Price(credits(price, "PINPrice"))));
    if (lock.isPresent() != price.path("IsPinProtected").asBoolean()) {
      throw new AssertionError("what is protected has a price, and nothing else: " + price);
    }
    Album album =
        new Album(
            new AlbumId(price.path("AlbumID").asInt()),
            new UserId(price.path("UserID").asInt()),
            new AlbumName("any"),
            "",
            "",
            lock,
            new AlbumKind.Ordinary(),
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            AlbumTally.EMPTY);
    GalleryAccess access =
        switch (price.path("Access").asText()) {
          case "owner" -> new GalleryAccess.Owner();
          case "subscribed" -> new GalleryAccess.Subscribed(Instant.EPOCH);
          case "unlocked" -> new GalleryAccess.Unlocked();
          case "none" -> new GalleryAccess.None();
          default -> throw new AssertionError("no kind of access: " + price);
        };
    return new GetAlbumPrice.Reported(album, access);
  }

  private static PricePlan plan(UserId owner, JsonNode plan) {
    PlanDuration duration =
        Arrays.stream(PlanDuration.values())
            .filter(known -> known.words().equals(plan.path("Duration").asText()))
            .findFirst()
            .orElseThrow();
    return new PricePlan(
        new PricePlanId(plan.path("PricePlanID").asInt()),
        owner,
        duration,
        new Price(credits(plan, "Price")));
  }

  private static Subscription subscription(Caller viewer, JsonNode bought) {
    return new Subscription(
        viewer.subject(),
        new UserId(bought.path("UserID").asInt()),
        new PricePlanId(bought.path("PricePlanID").asInt()),
        Instant.EPOCH,
        time(bought, "ValidUntil"));
  }

  private static GetSubscriptions.Read subscriptions(Caller caller, JsonNode read) {
    return new GetSubscriptions.Read(
        page(
            read,
            "Subscriptions",
            found ->
                new NamedSubscription(
                    subscription(caller, found),
                    RestGalleryApi.member(new UserId(found.path("UserID").asInt())),
                    found.path("IsActive").asBoolean())));
  }

  private static RefundSale.Refunded refunded(JsonNode refund) {
    return new RefundSale.Refunded(
        new PostedTransfer(
            refund.path("TransactionID").asLong(),
            new Transfer(
                ANY_TRANSFER,
                account(refund.path("SellerUserID")),
                account(refund.path("BuyerUserID")),
                credits(refund, "Amount"),
                new TransferReason.Refunded(
                    refund.path("RefundedTransactionID").asLong(), album(refund), Optional.empty()),
                Instant.EPOCH,
                Optional.empty())));
  }

  private static LedgerEntry entry(UserId subject, JsonNode entry) {
    AccountId account = new AccountId.OfMember(subject);
    TransferReason reason = reason(entry);
    AccountId other =
        entry.path("CounterpartyUserID").isNull()
            ? reason instanceof TransferReason.Granted
                ? new AccountId.Grants()
                : new AccountId.OfPlatform(0)
            : account(entry.path("CounterpartyUserID"));
    BigDecimal gain = entry.path("Amount").decimalValue();
    return new LedgerEntry(
        entry.path("TransactionID").asLong(),
        account,
        new Transfer(
            ANY_TRANSFER,
            gain.signum() < 0 ? account : other,
            gain.signum() < 0 ? other : account,
            Credits.of(gain.abs()).orElseThrow(),
            reason,
            time(entry, "TransactionDate"),
            Optional.empty()),
        credits(entry, "Balance"));
  }

  private static TransferReason reason(JsonNode entry) {
    String description = entry.path("Description").asText();
    return switch (description.split("[ ,]", 2)[0]) {
      case "Granted" -> new TransferReason.Granted();
      case "Album" -> new TransferReason.AlbumUnlocked(album(entry).orElseThrow());
      case "Subscription" -> new TransferReason.Subscribed(ANY_PLAN, PlanDuration.ONE_WEEK);
      case "Commission" -> new TransferReason.Commission();
      case "Refund" -> new TransferReason.Refunded(0, album(entry), Optional.empty());
      default -> throw new AssertionError("credits moved for: " + description);
    };
  }

  private static Optional<AlbumId> album(JsonNode thing) {
    return thing.path("AlbumID").isNull()
        ? Optional.empty()
        : Optional.of(new AlbumId(thing.path("AlbumID").asInt()));
  }

  private static AccountId account(JsonNode member) {
    return new AccountId.OfMember(new UserId(member.asInt()));
  }

  static Instant time(JsonNode thing, String field) {
    return Instant.parse(thing.path(field).asText() + "Z");
  }

  /** The balance, if the caller may know it. */
  private static Optional<Credits> balance(JsonNode sale) {
    return sale.path("Balance").isNull() ? Optional.empty() : Optional.of(credits(sale, "Balance"));
  }

  private static Credits credits(JsonNode thing, String field) {
    return credits(thing.path(field));
  }

  private static Credits credits(JsonNode amount) {
    return Credits.of(amount.decimalValue()).orElseThrow();
  }
}
