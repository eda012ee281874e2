package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.BALANCE;
import static org.pinacotheca.http.Market.HISTORY;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.credits.Commission;

/** What a member sees of their account. */
class CreditHistoryTest {
  private static final String ENTRY =
      "{\"TransactionID\":%d,\"TransactionDate\":\"2026-03-01T12:00:00.123\",\"Amount\":%s,\"Balance\":%s,\"Description\":\"%s\",\"CounterpartyUserID\":%s,\"AlbumID\":%s}";

  private Market market = new Market();
  private String granted = "";
  private String unlocked = "";
  private String subscribed = "";

  @BeforeEach
  void trade() {
    market.grant(4, "10");
    assertThat(market.unlock(market.buyer, "a7Z3").statusCode()).isEqualTo(200);
    assertThat(market.subscribe(market.buyer, market.week).statusCode()).isEqualTo(200);
    granted = ENTRY.formatted(1, "10.00", "10.00", "Granted", "null", "null");
    String album = "Album " + market.locked + " unlocked";
    unlocked = ENTRY.formatted(2, "-2.50", "7.50", album, "123456", market.locked);
    String plan = "Subscription, plan " + market.week;
    subscribed = ENTRY.formatted(3, "-4.00", "3.50", plan, "123456", "null");
  }

  @AfterEach
  void close() {
    market.close();
  }

  private static String page(int number, int size, int count, String entries) {
    return "{\"PageNumber\":%d,\"PageSize\":%d,\"PageCount\":%d,\"CreditHistory\":[%s]}"
        .formatted(number, size, count, entries);
  }

  @Test
  void theLastPageIsReadWhereNoneIsNamed() {
    isDone(
        market.server.get(HISTORY, market.buyer),
        page(1, 50, 1, granted + "," + unlocked + "," + subscribed));
    isDone(market.server.get(HISTORY + "?PageSize=2", market.buyer), page(2, 2, 2, subscribed));
    isDone(
        market.server.get(HISTORY + "?PageSize=2&PageNumber=1", market.buyer),
        page(1, 2, 2, granted + "," + unlocked));
    isDone(
        market.server.get(HISTORY + "?PageSize=2&OrderBy=TransactionDate-DESC", market.buyer),
        page(2, 2, 2, granted));
    isDone(
        market.server.get(
            HISTORY + "?pagesize=2&pagenumber=1&orderby=transactiondate-desc", market.buyer),
        page(1, 2, 2, subscribed + "," + unlocked));
    isDone(market.server.get(HISTORY + "?PageNumber=9", market.buyer), page(9, 50, 1, ""));
  }

  @Test
  void theOtherSideSeesWhatItGained() {
    String album = "Album " + market.locked + " unlocked";
    assertThat(market.server.get(HISTORY, market.owner).body())
        .contains(ENTRY.formatted(2, "2.50", "2.50", album, "4", market.locked));
    assertThat(market.balance(market.owner)).isEqualTo("6.50");
  }

  @Test
  void theOwnerSeesWhatThePlatformKeeps() {
    market.close();
    // 12.5 % of 2.50 is 31.25 hundredths, of which the owner keeps the quarter; of 4.00 it is 50.
    market = new Market(new Commission(1250));
    market.grant(4, "10");
    assertThat(market.unlock(market.buyer, "a7Z3").body()).contains("\"Charged\":2.50");
    assertThat(market.subscribe(market.buyer, market.week).body()).contains("\"Charged\":4.00");
    String album = "Album " + market.locked + " unlocked";
    String plan = "Subscription, plan " + market.week;
    isDone(
        market.server.get(HISTORY, market.owner),
        page(
            1,
            50,
            1,
            String.join(
                ",",
                ENTRY.formatted(2, "2.50", "2.50", album, "4", market.locked),
                ENTRY.formatted(3, "-0.31", "2.19", "Commission", "null", "null"),
                ENTRY.formatted(4, "4.00", "6.19", plan, "4", "null"),
                ENTRY.formatted(5, "-0.50", "5.69", "Commission", "null", "null"))));
    isDone(market.server.get(BALANCE, market.owner), "5.69");
    // The buyer is shown the price alone.
    assertThat(market.server.get(HISTORY, market.buyer).body()).doesNotContain("Commission");
    isDone(market.server.get(BALANCE, market.buyer), "3.50");
  }

  @Test
  void theBalanceIsABareNumber() {
    isDone(market.server.get(BALANCE, market.buyer), "3.50");
    assertThat(market.server.get(BALANCE, market.buyer).headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    isDone(
        market.server.get(BALANCE, market.buyer, "Accept", "application/xml"),
        "<decimal xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\">3.50</decimal>");
  }

  @Test
  void theHistoryIsWrittenAsXmlToo() {
    assertThat(
            market
                .server
                .get(HISTORY + "?PageSize=1&PageNumber=1", market.buyer, "Accept", "text/xml")
                .body())
        .isEqualTo(
            "<CreditsHistory xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.CreditHistory\">"
                + "<CreditHistory><CreditTransaction><AlbumID i:nil=\"true\" />"
                + "<Amount>10.00</Amount><Balance>10.00</Balance>"
                + "<CounterpartyUserID i:nil=\"true\" /><Description>Granted</Description>"
                + "<TransactionDate>2026-03-01T12:00:00.123</TransactionDate>"
                + "<TransactionID>1</TransactionID></CreditTransaction></CreditHistory>"
                + "<PageCount>3</PageCount><PageNumber>1</PageNumber><PageSize>1</PageSize>"
                + "</CreditsHistory>");
  }

  @Test
  void theScopeIsNeeded() {
    for (String path : new String[] {HISTORY + "?OrderBy=x", BALANCE}) {
      isRefused(market.server.get(path, market.server.strangerToken), 403, "scope_missing");
      isRefused(market.server.get(path, "unknown"), 401, "unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OrderBy=amount",
        "OrderBy=transactiondate",
        "PageSize=0",
        "PageSize=101",
        "PageNumber=0",
        "PageNumber=x"
      })
  void aWrongQueryIsRefused(String query) {
    isRefused(market.server.get(HISTORY + "?" + query, market.buyer), 400, "invalid_fields");
  }
}
