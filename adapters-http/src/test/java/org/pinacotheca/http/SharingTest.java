package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.isRefused;
import static org.pinacotheca.http.RestClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Share links, and what a visitor's browser gets. */
class SharingTest {
  private static final String CREATE = "/v1/Pictures/CreateShareLink";

  private final Market market = new Market();

  @AfterEach
  void close() {
    market.close();
  }

  private HttpResponse<String> create(String more) {
    return market.server.post(CREATE, market.owner, "{\"AlbumID\":" + market.locked + more + "}");
  }

  private static String token(HttpResponse<String> created) {
    String url = json(created).path("Url").asText();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private HttpResponse<String> visit(String token, String... headers) {
    return market.server.get("/v1/Pictures/GetSharedAlbum?Token=" + token, "", headers);
  }

  @Test
  void theAddressIsShownOnceAndTheLinkIsWritten() {
    HttpResponse<String> created =
        create(
            ",\"label\":\" Aunt Ida"
                + " \",\"expiresOn\":\"2026-12-31T18:00:00+01:00\",\"VisitsMax\":20,"
                + "\"PinNumber\":\"Lake42\",\"Download\":true");
    assertThat(created.body())
        .matches(
            "\\{\"ShareLinkID\":1,\"AlbumID\":%d,\"Label\":\"Aunt Ida\",\"Url\":\"http://gallery\\.test/s/[0-9a-f]{32}\",\"ExpiresOn\":\"2026-12-31T17:00:00\",\"VisitsMax\":20,\"Visits\":0,\"LastVisitOn\":null,\"IsPinProtected\":true,\"Download\":true}"
                .formatted(market.locked));
    assertThat(market.server.get("/v1/Pictures/GetShareLinks", market.owner).body())
        .isEqualTo(
            "[{\"ShareLinkID\":1,\"AlbumID\":%d,\"Label\":\"Aunt Ida\",\"ExpiresOn\":\"2026-12-31T17:00:00\",\"VisitsMax\":20,\"Visits\":0,\"LastVisitOn\":null,\"IsPinProtected\":true,\"Download\":true}]"
                .formatted(market.locked));
  }

  @Test
  void faultsOfFormAreReportedAtOnce() {
    HttpResponse<String> refused =
        create(
            ",\"Label\":\""
                + "x".repeat(101)
                + "\",\"ExpiresOn\":\"soon\",\"VisitsMax\":0,\"PinNumber\":\"no\"");
    isRefused(refused, 400, "invalid_fields");
    assertThat(refused.body())
        .contains("\"Label\":[", "\"ExpiresOn\":[", "\"VisitsMax\":[", "\"PinNumber\":[");
    HttpResponse<String> past = create(",\"ExpiresOn\":\"2020-01-01\"");
    isRefused(past, 400, "invalid_fields");
    assertThat(past.body()).contains("\"ExpiresOn\":[\"must be in the future.\"]");
  }

  @Test
  void aBrowserIsCountedOncePerSession() {
    String token = token(create(""));
    HttpResponse<String> first = visit(token);
    JsonNode album = json(first);
    assertThat(album.path("OwnerNickname").asText()).isNotEmpty();
    assertThat(album.path("PicturesTotal").asInt()).isEqualTo(1);
    assertThat(album.path("Pictures").get(0).path("ImageUrl").asText())
        .startsWith("http://gallery.test/media/");
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .contains("; Path=/; HttpOnly; SameSite=Lax")
        .doesNotContain(token, "Max-Age", "Expires");
    HttpResponse<String> again = visit(token, "Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(market.server.get("/v1/Pictures/GetShareLinks", market.owner).body())
        .contains("\"Visits\":1,");
  }

  @Test
  void visitorsAreAskedForThePinAndGuessesAreSlowedDown() {
    String token = token(create(",\"PinNumber\":\"Lake42\""));
    isRefused(visit(token), 403, "pin_required");
    isRefused(visit(token + "&PinNumber=x"), 400, "invalid_fields");
    for (int i = 0; i < 5; i++) {
      isRefused(visit(token + "&PinNumber=lake4" + i), 403, "wrong_pin");
    }
    HttpResponse<String> locked = visit(token + "&PinNumber=Lake42");
    isRefused(locked, 429, "too_many_wrong_pins");
    assertThat(locked.headers().firstValue("Retry-After")).contains("900");
    market.server.memory.clock().advance(Duration.ofMinutes(15));
    assertThat(visit(token + "&PinNumber=Lake42").statusCode()).isEqualTo(200);
  }

  @Test
  void thePageIsSafeToOpenAndCountsNothing() {
    HttpResponse<String> created = create(",\"VisitsMax\":1");
    String page = "/s/" + token(created);
    HttpResponse<String> opened = market.server.get(page, "");
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.body()).contains("share.js").doesNotContain(token(created));
    assertThat(opened.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(opened.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(opened.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
    assertThat(opened.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "http://gallery.test")
        .doesNotContain("unsafe");
    for (String file : new String[] {"share.css", "share.js"}) {
      assertThat(market.server.get("/s/" + file, "").statusCode()).isEqualTo(200);
    }
    assertThat(visit(token(created)).statusCode()).isEqualTo(200);
    isRefused(visit(token(created)), 404, "share_link_not_found");
    String link = "{\"ShareLinkID\":" + json(created).path("ShareLinkID").asInt() + "}";
    assertThat(market.server.post("/v1/Pictures/RemoveShareLink", market.owner, link).statusCode())
        .isEqualTo(200);
    HttpResponse<String> gone = market.server.get(page, "");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("This link has ended");
    assertThat(gone.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
    assertThat(market.server.get("/s/", "").statusCode()).isEqualTo(404);
    assertThat(market.server.post(page, "", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void answersAreWrittenAsXmlToo() {
    String token = token(create(""));
    assertThat(visit(token, "Accept", "application/xml").body())
        .startsWith(
            "<SharedPictureAlbum xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Pictures\">"
                + "<AlbumDescription")
        .contains("<Pictures><GalleryPicture>");
    assertThat(
            market
                .server
                .get("/v1/Pictures/GetShareLinks", market.owner, "Accept", "application/xml")
                .body())
        .startsWith("<ArrayOfPictureShareLink")
        .contains("<ExpiresOn i:nil=\"true\" />");
  }
}
