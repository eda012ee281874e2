package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.UNLOCK;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;

/** Albums behind a PIN. */
class UnlockingTest {
  private final Market market = new Market();

  @AfterEach
  void close() {
    market.close();
  }

  private String price(String token, int album) {
    return market.server.get("/v1/Pictures/GetAlbumPrice?AlbumID=" + album, token).body();
  }

  @Test
  void theBuyerIsChargedOnceAndSeesThePictures() {
    market.grant(4, "10");
    assertThat(market.gallery(market.buyer)).contains("\"ImageUrl\":null");
    assertThat(price(market.buyer, market.locked))
        .isEqualTo(
            "{\"AlbumID\":%d,\"UserID\":123456,\"IsPinProtected\":true,\"PINPrice\":2.50,\"Access\":\"none\"}"
                .formatted(market.locked));
    String unlocked =
        "{\"AlbumID\":%d,\"UserID\":123456,\"Charged\":%s,\"Balance\":7.50,\"UnlockedOn\":\"2026-03-01T12:00:00.123\"}";
    isDone(market.unlock(market.buyer, "a7Z3"), unlocked.formatted(market.locked, "2.50"));
    market.server.memory.clock().advance(Duration.ofHours(1));
    isDone(market.unlock(market.buyer, "zzzz"), unlocked.formatted(market.locked, "0.00"));
    assertThat(price(market.buyer, market.locked)).contains("\"Access\":\"unlocked\"");
    assertThat(market.gallery(market.buyer)).contains("\"ImageUrl\":\"http://gallery.test/media/");
    assertThat(market.balance(market.owner)).isEqualTo("2.50");
  }

  @Test
  void theOwnerAndASubscriberAreChargedNothing() {
    isDone(
        market.unlock(market.owner, "zzzz"),
        "{\"AlbumID\":%d,\"UserID\":123456,\"Charged\":0.00,\"Balance\":0.00,\"UnlockedOn\":null}"
            .formatted(market.locked));
    assertThat(price(market.owner, market.open))
        .isEqualTo(
            "{\"AlbumID\":%d,\"UserID\":123456,\"IsPinProtected\":false,\"PINPrice\":null,\"Access\":\"owner\"}"
                .formatted(market.open));
    market.grant(4, "4");
    assertThat(market.subscribe(market.buyer, market.week).statusCode()).isEqualTo(200);
    assertThat(price(market.buyer, market.locked)).contains("\"Access\":\"subscribed\"");
    assertThat(market.unlock(market.buyer, "zzzz").body()).contains("\"Charged\":0.00");
  }

  @Test
  void answersAreWrittenAsXmlToo() {
    market.grant(4, "10");
    assertThat(market.unlock(market.buyer, "a7Z3", "Accept", "application/xml").body())
        .isEqualTo(
            "<PictureAlbumUnlock xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<AlbumID>"
                + market.locked
                + "</AlbumID><Balance>7.50</Balance>"
                + "<Charged>2.50</Charged><UnlockedOn>2026-03-01T12:00:00.123</UnlockedOn>"
                + "<UserID>123456</UserID></PictureAlbumUnlock>");
    String path = "/v1/Pictures/GetAlbumPrice?AlbumID=" + market.open;
    assertThat(market.server.get(path, market.buyer, "Accept", "text/xml").body())
        .isEqualTo(
            "<PictureAlbumPrice xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<Access>none</Access><AlbumID>"
                + market.open
                + "</AlbumID>"
                + "<IsPinProtected>false</IsPinProtected><PINPrice i:nil=\"true\" />"
                + "<UserID>123456</UserID></PictureAlbumPrice>");
    assertThat(market.server.get(path, market.buyer, "X-CaseType", "camelcase").body())
        .contains("\"isPinProtected\":false,\"pinPrice\":null");
  }

  @Test
  void refusalsAreReportedInTheirOrder() {
    String wrongPin = "{\"AlbumID\":" + market.locked + ",\"PinNumber\":\"zzzz\"}";
    isRefused(market.server.post(UNLOCK, "unknown", wrongPin), 401, "unauthorized");
    String group = "/v1/Groups/Pictures/UnlockAlbum";
    String forAnother = "{\"UserID\":2," + wrongPin.substring(1);
    isRefused(market.server.post(group, market.buyer, forAnother), 403, "not_group_manager");
    isRefused(
        market.server.post(
            group,
            market.server.managerToken,
            "{\"UserID\":4,\"AlbumID\":0,\"PinNumber\":\"a7Z3\"}"),
        403,
        "not_in_group");
    for (String album : new String[] {"0", "99", Integer.toString(market.open)}) {
      String body = "{\"AlbumID\":" + album + ",\"PinNumber\":5}";
      isRefused(market.server.post(UNLOCK, market.buyer, body), 400, "invalid_fields");
      String wellFormed = "{\"AlbumID\":" + album + ",\"PinNumber\":\"a7Z3\"}";
      isRefused(market.server.post(UNLOCK, market.buyer, wellFormed), 404, "album_not_found");
    }
    String malformed = "{\"AlbumID\":" + market.locked + ",\"PinNumber\":5}";
    isRefused(market.server.post(UNLOCK, market.buyer, malformed), 400, "invalid_fields");
    HttpResponse<String> nothing = market.server.post(UNLOCK, market.buyer, "{}");
    isRefused(nothing, 400, "invalid_fields");
    assertThat(nothing.body()).contains("\"AlbumID\":[", "\"PinNumber\":[");
    isRefused(market.unlock(market.buyer, "zzzz"), 403, "wrong_pin");
    market.grant(4, "2.49");
    HttpResponse<String> poor = market.unlock(market.buyer, "a7Z3");
    isRefused(poor, 402, "not_enough_credits");
    assertThat(poor.body()).contains("2.50", "2.49").doesNotContain("a7Z3");
    assertThat(market.balance(market.buyer)).isEqualTo("2.49");
  }

  @Test
  void afterFiveWrongPinsEvenTheRightOneHasToWait() {
    market.grant(4, "10");
    for (int i = 0; i < 5; i++) {
      // An idempotency key does not prevent wrong PINs from being counted.
      isRefused(market.unlock(market.buyer, "zzz" + i, "Idempotency-Key", "k"), 403, "wrong_pin");
    }
    market.server.memory.clock().advance(Duration.ofMillis(1500));
    HttpResponse<String> locked = market.unlock(market.buyer, "a7Z3");
    isRefused(locked, 429, "too_many_wrong_pins");
    assertThat(locked.headers().firstValue("Retry-After")).contains("899");
    market.server.memory.clock().advance(Duration.ofSeconds(897));
    isRefused(market.unlock(market.buyer, "a7Z3"), 429, "too_many_wrong_pins");
    assertThat(market.unlock(market.buyer, "a7Z3").headers().firstValue("Retry-After"))
        .contains("2");
    market.server.memory.clock().advance(Duration.ofMillis(1500));
    assertThat(market.unlock(market.buyer, "a7Z3").statusCode()).isEqualTo(200);
  }

  @Test
  void strangersWhoGuessDoNotKeepABuyerOut() {
    market.grant(4, "10");
    String second = market.token(RestServer.SECOND);
    int given = 0;
    for (int guesser = 1001; given < 100; guesser++) {
      String token = tokenOfNewMember(guesser);
      for (int time = 0; time < 5; time++) {
        isRefused(market.unlock(token, "zzzz"), 403, "wrong_pin");
        given++;
      }
    }
    HttpResponse<String> poor = market.unlock(second, "a7Z3");
    isRefused(poor, 429, "too_many_wrong_pins");
    assertThat(poor.headers().firstValue("Retry-After")).contains("3600");
    assertThat(market.unlock(market.buyer, "a7Z3").body()).contains("\"Charged\":2.50");
    market.server.memory.clock().advance(Duration.ofSeconds(3599));
    isRefused(market.unlock(second, "a7Z3"), 429, "too_many_wrong_pins");
    market.server.memory.clock().advance(Duration.ofSeconds(1));
    market.grant(RestServer.SECOND, "10");
    assertThat(market.unlock(second, "a7Z3").body()).contains("\"Charged\":2.50");
  }

  @Test
  void aPinWithoutAPriceIsAskedOnce() {
    int album = market.album("{\"Name\":\"free\",\"PinNumber\":\"a7Z3\",\"PINPrice\":0}");
    String unlock = "{\"AlbumID\":" + album + ",\"PinNumber\":\"%s\"}";
    isRefused(market.server.post(UNLOCK, market.buyer, unlock.formatted("zzzz")), 403, "wrong_pin");
    assertThat(
            market.server.get("/v1/Pictures/GetAlbumPrice?AlbumID=" + album, market.buyer).body())
        .contains("\"IsPinProtected\":true,\"PINPrice\":0.00,\"Access\":\"none\"");
    assertThat(market.server.post(UNLOCK, market.buyer, unlock.formatted("a7Z3")).body())
        .contains("\"Charged\":0.00,\"Balance\":0.00");
    assertThat(market.server.post(UNLOCK, market.buyer, unlock.formatted("zzzz")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anEasilyGuessedPinIsRefusedWithTheReason() {
    HttpResponse<String> refused =
        market.server.post(
            "/v1/Pictures/CreateAlbum",
            market.server.ownerToken,
            "{\"Name\":\"weak\",\"PinNumber\":\"Qwer\",\"PINPrice\":1}");
    isRefused(refused, 400, "invalid_fields");
    assertThat(refused.body()).contains("keys lie beside one another", "follow no pattern");
  }

  private String tokenOfNewMember(int id) {
    market
        .server
        .gallery
        .registrations()
        .addMember(
            new Registrations.NewMember(
                Optional.of(new UserId(id)), new Nickname("guesser" + id), Optional.empty()));
    return market.token(id);
  }

  @Test
  void theManagerBuysAsTheMember() {
    market.grant(2, "10");
    String body = "{\"UserID\":2,\"AlbumID\":" + market.locked + ",\"PinNumber\":\"a7Z3\"}";
    HttpResponse<String> unlocked =
        market.server.post("/v1/Groups/Pictures/UnlockAlbum", market.token(1), body);
    assertThat(unlocked.body()).contains("\"Charged\":2.50,\"Balance\":7.50");
    String path = "/v1/Groups/Pictures/GetAlbumPrice?AlbumID=" + market.locked + "&UserID=";
    assertThat(market.server.get(path + 2, market.server.managerToken).body())
        .contains("\"Access\":\"unlocked\"");
    assertThat(market.server.get(path + 1, market.server.managerToken).body())
        .contains("\"Access\":\"none\"");
    assertThat(
            market
                .server
                .get("/admin/v1/audit?SubjectUserID=2&ActorUserID=1", RestServer.ADMIN_TOKEN)
                .body())
        .contains("\"Action\":\"album_unlocked\"");
  }

  @Test
  void theSameKeyUnlocksOnceAndAnswersAlike() {
    market.grant(4, "10");
    String first = market.unlock(market.buyer, "a7Z3", "Idempotency-Key", "k1").body();
    assertThat(first).contains("\"Charged\":2.50");
    isDone(market.unlock(market.buyer, "a7Z3", "Idempotency-Key", "k1"), first);
    isRefused(
        market.unlock(market.buyer, "b7Z3", "Idempotency-Key", "k1"),
        422,
        "idempotency_key_reused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                     | 400 | invalid_fields",
        "?AlbumID=x           | 400 | invalid_fields",
        "?AlbumID=0           | 404 | album_not_found",
        "?AlbumID=99          | 404 | album_not_found"
      })
  void aPriceIsOfAnAlbumThatIsThere(String query, int status, String code) {
    String path = "/v1/Pictures/GetAlbumPrice" + (query == null ? "" : query);
    isRefused(market.server.get(path, market.buyer), status, code);
  }
}
