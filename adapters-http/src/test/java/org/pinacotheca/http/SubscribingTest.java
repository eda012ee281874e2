package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.PLANS;
import static org.pinacotheca.http.Market.SUBSCRIBE;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Price plans and subscriptions. */
class SubscribingTest {
  private static final String GET_PLANS = "/v1/Pictures/GetPricePlans";
  private static final Pattern IMAGE_URL =
      Pattern.compile("\"ImageUrl\":\"http://gallery.test(/media/[^\"]+)\"");

  private final Market market = new Market();

  @AfterEach
  void close() {
    market.close();
  }

  private String offered() {
    return "[{\"PricePlanID\":%d,\"Duration\":\"1 Week\",\"Price\":4.00},{\"PricePlanID\":%d,\"Duration\":\"1 Month\",\"Price\":12.00}]"
        .formatted(market.week, market.month);
  }

  private HttpResponse<String> plans(String query, String... headers) {
    var request = market.server.request(GET_PLANS + query);
    return market.server.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void aKeyIsEnoughToReadPricePlans() {
    isDone(plans("?UserID=123456", "X-ApiKey", "app"), offered());
    isDone(plans("?UserID=123456&ApiKey=app"), offered());
    // A token alone identifies its application.
    isDone(plans("?UserID=123456", "Authorization", "bearer " + market.buyer), offered());
    isDone(plans("?UserID=4&apikey=app"), "[]");
    assertThat(plans("?UserID=123456&apiKey=app", "Accept", "application/xml").body())
        .isEqualTo(
            "<ArrayOfPicturePricePlan xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<PicturePricePlan><Duration>1 Week</Duration><Price>4.00</Price><PricePlanID>"
                + market.week
                + "</PricePlanID></PicturePricePlan><PicturePricePlan><Duration>1 Month</Duration>"
                + "<Price>12.00</Price><PricePlanID>"
                + market.month
                + "</PricePlanID></PicturePricePlan></ArrayOfPicturePricePlan>");
  }

  @Test
  void withoutAKnownKeyNothingIsReported() {
    for (HttpResponse<String> refused :
        List.of(
            plans("?UserID=123456"),
            plans("?UserID=123456", "X-ApiKey", "other"),
            plans("?UserID=0&apiKey=a%20b"),
            plans("?UserID=123456", "X-ApiKey", "other", "Authorization", "bearer " + market.buyer),
            plans("?UserID=123456", "Authorization", "bearer unknown"))) {
      isRefused(refused, 401, "unauthorized");
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    isRefused(plans("?UserID=77&apiKey=app"), 404, "member_not_found");
    isRefused(plans("?UserID=0&apiKey=app"), 404, "member_not_found");
    isRefused(plans("?apiKey=app"), 400, "invalid_fields");
    isRefused(plans("?UserID=x&apiKey=app"), 400, "invalid_fields");
  }

  @Test
  void nobodyBuysMoreThanTenYears() {
    market.grant(4, "20");
    String year =
        "{\"PricePlans\":[{\"DurationID\":6,\"Price\":1},{\"DurationID\":1,\"Price\":1}]}";
    int[] plans =
        Pattern.compile("PricePlanID\":(\\d+)")
            .matcher(market.server.put(PLANS, market.owner, year).body())
            .results()
            .mapToInt(found -> Integer.parseInt(found.group(1)))
            .toArray();
    for (int time = 1; time <= 10; time++) {
      assertThat(market.subscribe(market.buyer, plans[1]).body())
          .contains("\"ValidUntil\":\"" + (2026 + time) + "-03-01T12:00:00.123\"");
    }
    HttpResponse<String> refused = market.subscribe(market.buyer, plans[0]);
    isRefused(refused, 409, "subscription_too_long");
    assertThat(refused.body())
        .contains("at most 10 years from now", "valid until 2036-03-01T12:00:00.123");
    assertThat(market.balance(market.buyer)).isEqualTo("10.00");
    market.server.memory.clock().advance(Duration.ofDays(7));
    assertThat(market.subscribe(market.buyer, plans[0]).body())
        .contains("\"Balance\":9.00,\"ValidUntil\":\"2036-03-08T12:00:00.123\"");
  }

  @Test
  void theListOfPlansIsReplaced() {
    String kept =
        "{\"PricePlans\":[{\"PricePlanID\":%d,\"DurationID\":6,\"Price\":99.9}]}"
            .formatted(market.month);
    String answer =
        "[{\"PricePlanID\":%d,\"Duration\":\"1 Year\",\"Price\":99.90}]".formatted(market.month);
    isDone(market.server.put(PLANS, market.owner, kept, "Idempotency-Key", "k"), answer);
    isDone(market.server.put(PLANS, market.owner, "{\"PricePlans\":[]}"), "[]");
    isDone(market.server.put(PLANS, market.owner, kept, "Idempotency-Key", "k"), answer);
    isDone(plans("?UserID=123456&apiKey=app"), "[]");
    String byManager = "{\"UserID\":2,\"PricePlans\":[{\"DurationID\":2,\"Price\":0.01}]}";
    HttpResponse<String> replaced =
        market.server.put(
            "/v1/Groups/Pictures/UpdatePricePlans", market.server.managerToken, byManager);
    assertThat(replaced.body()).contains("\"Duration\":\"2 Weeks\",\"Price\":0.01");
    assertThat(plans("?UserID=2&apiKey=app").body()).isEqualTo(replaced.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400 | \"PricePlans\":[",
        "{\"PricePlans\":null} | 400 | \"PricePlans\":[",
        "{\"PricePlans\":[5]} | 400 | \"PricePlans[0]\":[",
        "{\"PricePlans\":[{\"DurationID\":1,\"Price\":1},{}]} | 400 |"
            + " \"PricePlans[1].DurationID\":[",
        "{\"PricePlans\":[{\"DurationID\":7,\"Price\":1}]} | 400 |"
            + " \"PricePlans[0].DurationID\":[\"must be a whole number from 1 to 6.\"]",
        "{\"PricePlans\":[{\"DurationID\":1,\"Price\":0}]} | 400 |"
            + " \"PricePlans[0].Price\":[\"must be more than 0 and at most 100000, with",
        "{\"PricePlans\":[{\"DurationID\":1,\"Price\":1.005}]} | 400 |"
            + " \"PricePlans[0].Price\":[\"must be more than 0 and at most 100000, with",
        "{\"PricePlans\":[{\"DurationID\":1}]} | 400 |"
            + " \"PricePlans[0].Price\":[\"is required: more than 0 and at most 100000, with",
        "{\"PricePlans\":[{\"DurationID\":1,\"Price\":\"1,5\"}]} | 400 | \"PricePlans[0].Price\":[",
        "{\"PricePlans\":[{\"PricePlanID\":99,\"Price\":\"x\"}]} | 400 |"
            + " \"PricePlans[0].Price\":[\"must be a decimal number.\"]",
        "{\"PricePlans\":[{\"PricePlanID\":99}]} | 400 | \"PricePlans[0].DurationID\":[",
        "{\"PricePlans\":[{\"PricePlanID\":99,\"DurationID\":\"1\",\"Price\":\"1\"}]} | 404 |"
            + " plan_not_found",
        "{\"PricePlans\":[{\"PricePlanID\":0,\"DurationID\":1,\"Price\":1}]} | 404 |"
            + " plan_not_found"
      })
  void aWrongListChangesNothing(String body, int status, String reported) {
    HttpResponse<String> refused = market.server.put(PLANS, market.owner, body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(reported);
    isRefused(market.server.put(PLANS, market.server.readingToken, body), 403, "scope_missing");
    isDone(plans("?UserID=123456&apiKey=app"), offered());
  }

  @Test
  void subscribingAgainExtends() {
    market.grant(4, "20");
    String subscribed =
        "{\"UserID\":123456,\"PricePlanID\":%d,\"Charged\":%s,\"Balance\":%s,\"ValidUntil\":\"%s\"}";
    isDone(
        market.subscribe(market.buyer, market.month),
        subscribed.formatted(market.month, "12.00", "8.00", "2026-04-01T12:00:00.123"));
    isDone(
        market.subscribe(market.buyer, market.week, "Idempotency-Key", "k"),
        subscribed.formatted(market.week, "4.00", "4.00", "2026-04-08T12:00:00.123"));
    isDone(
        market.subscribe(market.buyer, market.week, "Idempotency-Key", "k"),
        subscribed.formatted(market.week, "4.00", "4.00", "2026-04-08T12:00:00.123"));
    isRefused(
        market.subscribe(market.buyer, market.month, "Idempotency-Key", "k"),
        422,
        "idempotency_key_reused");
    assertThat(market.subscribe(market.buyer, market.week, "Accept", "text/xml").body())
        .isEqualTo(
            "<PictureSubscribed xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<Balance>0.00</Balance><Charged>4.00</Charged><PricePlanID>"
                + market.week
                + "</PricePlanID><UserID>123456</UserID>"
                + "<ValidUntil>2026-04-15T12:00:00.123</ValidUntil></PictureSubscribed>");
    HttpResponse<String> poor = market.subscribe(market.buyer, market.week);
    isRefused(poor, 402, "not_enough_credits");
    assertThat(poor.body()).contains("4.00", "0.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400 | \"PricePlanID\":[",
        "{\"PricePlanID\":1} | 400 | \"UserID\":[",
        "{\"UserID\":0,\"PricePlanID\":1} | 404 | member_not_found",
        "{\"UserID\":77,\"PricePlanID\":1} | 404 | member_not_found",
        "{\"UserID\":77,\"PricePlanID\":\"x\"} | 400 | \"PricePlanID\":[",
        "{\"UserID\":123456,\"PricePlanID\":0} | 404 | plan_not_found",
        "{\"UserID\":123456,\"PricePlanID\":99} | 404 | plan_not_found",
        "{\"UserID\":2,\"PricePlanID\":1} | 404 | plan_not_found",
        "{\"UserID\":123456,\"PricePlanID\":\"x\"} | 400 | \"PricePlanID\":["
      })
  void whatIsNotOnOfferCannotBeBought(String body, int status, String reported) {
    HttpResponse<String> refused = market.server.post(SUBSCRIBE, market.buyer, body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(reported);
  }

  @Test
  void nobodySubscribesToThemselvesNorForAnother() {
    isRefused(market.subscribe(market.owner, market.week), 400, "invalid_fields");
    String groups = "/v1/Groups/Pictures/Subscribe";
    isRefused(market.server.post(groups, market.server.managerToken, "{}"), 404, "route_not_found");
  }

  @Test
  void bothSidesSeeTheSubscription() {
    market.grant(4, "4");
    assertThat(market.subscribe(market.buyer, market.week).statusCode()).isEqualTo(200);
    String list = "/v1/Pictures/GetSubscriptions?Direction=";
    String page =
        "{\"PageNumber\":1,\"PageCount\":1,\"PageSize\":50,\"SubscriptionsTotal\":1,\"Subscriptions\":[{\"UserID\":%d,\"Nickname\":\"member%1$d\",\"PricePlanID\":%d,\"SubscribedOn\":\"2026-03-01T12:00:00.123\",\"ValidUntil\":\"2026-03-08T12:00:00.123\",\"IsActive\":%s}]}";
    isDone(
        market.server.get(list + "mine", market.buyer),
        page.formatted(123456, market.week, "true"));
    isDone(
        market.server.get(list + "Subscribers", market.owner),
        page.formatted(4, market.week, "true"));
    market.server.memory.clock().advance(Duration.ofDays(7));
    String byManager = "/v1/Groups/Pictures/GetSubscriptions?UserID=123456&Direction=subscribers";
    isDone(
        market.server.get(byManager, market.server.managerToken),
        page.formatted(4, market.week, "false"));
    assertThat(market.server.get(list + "mine", market.buyer, "Accept", "text/xml").body())
        .isEqualTo(
            "<PictureSubscriptions xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<PageCount>1</PageCount><PageNumber>1</PageNumber><PageSize>50</PageSize>"
                + "<Subscriptions><PictureSubscription><IsActive>false</IsActive>"
                + "<Nickname>member123456</Nickname><PricePlanID>"
                + market.week
                + "</PricePlanID><SubscribedOn>2026-03-01T12:00:00.123</SubscribedOn>"
                + "<UserID>123456</UserID><ValidUntil>2026-03-08T12:00:00.123</ValidUntil>"
                + "</PictureSubscription></Subscriptions>"
                + "<SubscriptionsTotal>1</SubscriptionsTotal></PictureSubscriptions>");
    for (String wrong : new String[] {"", "both", "mine&PageSize=0", "mine&PageNumber=x"}) {
      isRefused(market.server.get(list + wrong, market.buyer), 400, "invalid_fields");
    }
    isRefused(
        market.server.get(byManager.replace("123456", "4"), market.server.managerToken),
        403,
        "not_in_group");
  }

  @Test
  void anAddressEndsWithTheSubscription() {
    market.grant(4, "4");
    assertThat(market.subscribe(market.buyer, market.week).statusCode()).isEqualTo(200);
    market.server.memory.clock().advance(Duration.ofDays(7).minusSeconds(10));
    Matcher matcher = IMAGE_URL.matcher(market.gallery(market.buyer));
    assertThat(matcher.find()).isTrue();
    String path = matcher.group(1);
    HttpResponse<String> picture = market.server.send(market.server.request(path));
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Cache-Control").orElseThrow())
        .matches("private, max-age=(\\d|10)");
    market.server.memory.clock().advance(Duration.ofSeconds(10));
    assertThat(market.server.send(market.server.request(path)).statusCode()).isEqualTo(404);
    assertThat(market.gallery(market.buyer)).contains("\"ImageUrl\":null");
  }
}
