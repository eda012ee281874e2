package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.HISTORY;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's call that refunds a sale. */
class RefundingTest {
  private final Market market = new Market();

  @AfterEach
  void close() {
    market.close();
  }

  private HttpResponse<String> refund(String body) {
    return market.server.post("/admin/v1/credits/refund", RestServer.ADMIN_TOKEN, body);
  }

  private static String refundOf(int transaction, String reason) {
    return "{\"TransactionID\":%d,\"Reason\":\"%s\"}".formatted(transaction, reason);
  }

  @Test
  void aSaleIsTakenBackOnceAndBothSidesReadWhy() {
    market.grant(4, "10");
    assertThat(market.unlock(market.buyer, "a7Z3").statusCode()).isEqualTo(200);
    String done =
        "{\"TransactionID\":3,\"RefundedTransactionID\":2,\"Amount\":2.50,\"BuyerUserID\":4,"
            + "\"SellerUserID\":123456,\"AlbumID\":"
            + market.locked
            + "}";
    for (int time = 0; time < 2; time++) {
      isDone(refund(refundOf(2, " Wrong pictures ")), done);
    }
    assertThat(market.balance(market.buyer)).isEqualTo("10.00");
    assertThat(market.gallery(market.buyer)).contains("\"ImageUrl\":null");
    for (String token : new String[] {market.buyer, market.owner}) {
      assertThat(market.server.get(HISTORY, token).body())
          .contains("\"Description\":\"Refund of transaction 2: Wrong pictures\"")
          .contains("\"AlbumID\":" + market.locked + "}]}");
    }
    HttpResponse<String> again = refund(refundOf(2, "Another reason"));
    isRefused(again, 409, "already_refunded");
    assertThat(again.body()).contains("transaction 3");
    assertThat(market.server.get("/admin/v1/audit?SubjectUserID=4", RestServer.ADMIN_TOKEN).body())
        .contains("\"Action\":\"sale_refunded\"");
  }

  @Test
  void aSubscriptionIsTakenBackWithoutAnAlbum() {
    market.grant(4, "10");
    assertThat(market.subscribe(market.buyer, market.week).statusCode()).isEqualTo(200);
    assertThat(refund(refundOf(2, "Asked")).body()).contains("\"Amount\":4.00", "\"AlbumID\":null");
    assertThat(market.gallery(market.buyer)).contains("\"ImageUrl\":null");
  }

  @Test
  void whatCannotBeTakenBackIsRefused() {
    market.grant(4, "10");
    isRefused(refund(refundOf(1, "A grant")), 409, "not_a_sale");
    isRefused(refund(refundOf(2, "Nothing")), 404, "not_found");
    assertThat(market.unlock(market.buyer, "a7Z3").statusCode()).isEqualTo(200);
    isRefused(refund(refundOf(9, "Nothing")), 404, "not_found");
    assertThat(
            market
                .server
                .post("/admin/v1/credits/refund", market.owner, refundOf(2, "Mine"))
                .statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"TransactionID\":1}",
        "{\"Reason\":\"x\"}",
        "{\"TransactionID\":0,\"Reason\":\"x\"}",
        "{\"TransactionID\":1.5,\"Reason\":\"x\"}",
        "{\"TransactionID\":1e40,\"Reason\":\"x\"}",
        "{\"TransactionID\":1e2147483647,\"Reason\":\"x\"}",
        "{\"TransactionID\":1,\"Reason\":\" \"}",
        "{\"TransactionID\":1,\"Reason\":\"a\\nb\"}",
        "{\"TransactionID\":1,\"Reason\":\"\\u200b\"}",
        "{\"TransactionID\":1,\"Reason\":\"a\\u202eb\"}"
      })
  void theFormIsChecked(String body) {
    isRefused(refund(body), 400, "invalid_fields");
  }
}
