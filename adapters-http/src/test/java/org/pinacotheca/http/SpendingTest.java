package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.PLANS;
import static org.pinacotheca.http.Market.SUBSCRIBE;
import static org.pinacotheca.http.Market.UNLOCK;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** What a token must allow to spend credits, and at which price. */
class SpendingTest {
  private static final String GROUP_UNLOCK = "/v1/Groups/Pictures/UnlockAlbum";

  private final Market market = new Market();

  @AfterEach
  void close() {
    market.close();
  }

  private String token(int user, Scope... scopes) {
    EnumSet<Scope> held = EnumSet.noneOf(Scope.class);
    held.addAll(List.of(scopes));
    return market.server.token(user, held).accessToken();
  }

  @Test
  void aTokenWithoutTheScopeSpendsNothingAndIsReportedWhichItNeeds() {
    market.grant(4, "20");
    String reader = token(4, Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_HISTORY);
    HttpResponse<String> unlock = market.unlock(reader, "a7Z3");
    isRefused(unlock, 403, "scope_missing");
    assertThat(unlock.body()).contains("account_credits_spend");
    isRefused(market.unlock(reader, "zzzz"), 403, "scope_missing");
    isRefused(market.subscribe(reader, market.week), 403, "scope_missing");
    // The scope comes before the form where it is always needed.
    isRefused(market.server.post(SUBSCRIBE, reader, "{}"), 403, "scope_missing");
    isRefused(market.server.post(UNLOCK, reader, "{}"), 400, "invalid_fields");
    assertThat(market.balance(market.buyer)).isEqualTo("20.00");
  }

  @Test
  void theBalanceIsNullForATokenThatMayNotReadIt() {
    market.grant(4, "10");
    String spender = token(4, Scope.ACCOUNT_CREDITS_SPEND);
    isDone(
        market.unlock(spender, "a7Z3"),
        "{\"AlbumID\":%d,\"UserID\":123456,\"Charged\":2.50,\"Balance\":null,\"UnlockedOn\":\"2026-03-01T12:00:00.123\"}"
            .formatted(market.locked));
    assertThat(market.subscribe(spender, market.week).body())
        .contains("\"Charged\":4.00,\"Balance\":null,");
    assertThat(market.subscribe(spender, market.week, "Accept", "text/xml").body())
        .contains("<Message>The price is 4.00 credits, and the balance is lower.</Message>");
    assertThat(market.unlock(token(4), "a7Z3").body())
        .contains("\"Charged\":0.00,\"Balance\":null,");
  }

  @Test
  void aManagerSpendsAMembersCreditsOnlyWithTheScopeAndNotOnTheirOwnAlbum() {
    market.grant(2, "200");
    String manager = market.token(1);
    String album = "{\"Name\":\"mine\",\"PinNumber\":\"a7Z3\",\"PINPrice\":100}";
    String mine = market.server.post("/v1/Pictures/CreateAlbum", manager, album).body();
    String id = mine.replaceAll(".*\"AlbumID\":(\\d+).*", "$1");
    String own = "{\"UserID\":2,\"AlbumID\":" + id + ",\"PinNumber\":\"a7Z3\"}";
    isRefused(
        market.server.post(GROUP_UNLOCK, token(1, Scope.PROFILE_GALLERY), own),
        403,
        "scope_missing");
    isRefused(market.server.post(GROUP_UNLOCK, manager, own), 403, "own_sale");
    assertThat(market.balance(manager)).isEqualTo("0.00");
    assertThat(market.balance(market.token(2))).isEqualTo("200.00");
  }

  @Test
  void aRepeatedPurchaseIsReportedOnlyToWhoMayStillMakeIt() {
    market.grant(2, "10");
    String body = "{\"UserID\":2,\"AlbumID\":" + market.locked + ",\"PinNumber\":\"a7Z3\"}";
    String[] key = {"Idempotency-Key", "k1"};
    String manager = market.token(1);
    String first = market.server.post(GROUP_UNLOCK, manager, body, key).body();
    assertThat(first).contains("\"Charged\":2.50");
    assertThat(market.server.post(GROUP_UNLOCK, manager, body, key).body()).isEqualTo(first);
    isRefused(
        market.server.post(GROUP_UNLOCK, token(1, Scope.PROFILE_GALLERY), body, key),
        403,
        "scope_missing");
    Group group =
        market
            .server
            .memory
            .storage()
            .<Group>read(tx -> tx.groups().ofMember(new UserId(2)).orElseThrow());
    market
        .server
        .gallery
        .registrations()
        .replaceGroup(
            new Group(group.id(), group.name(), group.manager(), Set.of(group.manager())));
    isRefused(market.server.post(GROUP_UNLOCK, manager, body, key), 403, "not_in_group");
  }

  @Test
  void aPriceThatWasNotSeenIsNotPaid() {
    market.grant(4, "500");
    String raised = "{\"AlbumID\":%d,\"Name\":\"locked\",\"PinNumber\":\"a7Z3\",\"PINPrice\":400}";
    market.server.put("/v1/Pictures/UpdateAlbum", market.owner, raised.formatted(market.locked));
    HttpResponse<String> refused = unlockAt("2.5");
    isRefused(refused, 409, "price_changed");
    assertThat(refused.body())
        .isEqualTo(
            "{\"Message\":\"The price has changed: it is 400.00 credits now. Nothing was"
                + " charged.\",\"Code\":\"price_changed\",\"ModelState\":{\"Price\":[\"must be"
                + " 400.00, the price now.\"]}}");
    isRefused(unlockAt("\"\""), 400, "invalid_fields");
    isRefused(unlockAt("2.505"), 400, "invalid_fields");
    isRefused(unlockAt("1e2147483647"), 400, "invalid_fields");
    assertThat(market.balance(market.buyer)).isEqualTo("500.00");
    assertThat(unlockAt("400").body()).contains("\"Charged\":400.00");
    assertThat(unlockAt("2.5").body()).contains("\"Charged\":0.00");
  }

  private HttpResponse<String> unlockAt(String price) {
    String body = "{\"AlbumID\":%d,\"PinNumber\":\"a7Z3\",\"Price\":%s}";
    return market.server.post(UNLOCK, market.buyer, body.formatted(market.locked, price));
  }

  @Test
  void aPlanThatKeptItsIdIsNotPaidAtAnotherPrice() {
    market.grant(4, "100");
    String plans = "{\"PricePlans\":[{\"PricePlanID\":%d,\"DurationID\":1,\"Price\":99.99}]}";
    market.server.put(PLANS, market.owner, plans.formatted(market.week));
    String body = "{\"UserID\":123456,\"PricePlanID\":%d,\"Price\":%s}";
    HttpResponse<String> refused =
        market.server.post(SUBSCRIBE, market.buyer, body.formatted(market.week, "4"));
    isRefused(refused, 409, "price_changed");
    assertThat(refused.body()).contains("99.99");
    assertThat(market.balance(market.buyer)).isEqualTo("100.00");
    assertThat(
            market
                .server
                .post(SUBSCRIBE, market.buyer, body.formatted(market.week, "99.99"))
                .body())
        .contains("\"Charged\":99.99");
  }
}
