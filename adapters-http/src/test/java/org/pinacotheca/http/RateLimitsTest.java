package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** Too many requests within a minute. The clock stands at 12:00:00.123456. */
class RateLimitsTest {
  private static final String WHO = "/v1/Account/VerifyCredentials";
  private static final String CREATE = "/v1/Pictures/CreateAlbum";
  private static final String PLANS = "/v1/Pictures/GetPricePlans?UserID=" + RestServer.OWNER;
  private static final String CLIENT = "X-Forwarded-For";

  private RestServer server = server(RateSettings.NONE);

  private void limit(int application, int member, int address, int failures) {
    limit(new RateSettings(application, member, address, failures, 0));
  }

  private void limit(RateSettings rates) {
    server.close();
    server = server(rates);
  }

  private static RestServer server(RateSettings rates) {
    return new RestServer(
        InMemoryGallery.limiting(rates),
        settings -> settings.withTrustedProxies(List.of(new AddressRange("127.0.0.1"))),
        UnaryOperator.identity(),
        HttpClient.Version.HTTP_1_1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void assertLimited(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("60");
    assertThat(response.body()).contains("\"Code\":\"rate_limited\"").contains("60 seconds");
  }

  private HttpResponse<String> byKey(String key, String from) {
    return server.send(server.request(PLANS).header("X-ApiKey", key).header(CLIENT, from));
  }

  @Test
  void aMembersReadsAndWritesCountTogether() {
    limit(0, 2, 0, 0);
    assertThat(server.get(WHO, server.ownerToken).statusCode()).isEqualTo(200);
    assertThat(server.post(CREATE, server.readingToken, "{}").statusCode())
        .as("a refused request counts")
        .isEqualTo(403);
    assertLimited(server.get(WHO, server.ownerToken));
    assertLimited(server.post(CREATE, server.ownerToken, "{\"Name\": \"One more\"}"));
    assertThat(server.get(WHO, server.strangerToken).statusCode()).isEqualTo(200);
  }

  @Test
  void anApplicationsRequestsByKeyAndByTokenCountTogether() {
    limit(2, 0, 0, 0);
    assertThat(byKey("app", "192.0.2.1").statusCode()).isEqualTo(200);
    assertThat(server.get(WHO, server.ownerToken).statusCode()).isEqualTo(200);
    assertLimited(byKey("app", "192.0.2.1"));
    assertLimited(server.get(WHO, server.strangerToken));
  }

  @Test
  void theTokenIsLookedAtBeforeTheRateAndTheScopeAfter() {
    limit(0, 1, 0, 0);
    assertThat(server.get(WHO, server.readingToken).statusCode()).isEqualTo(200);
    assertThat(server.get(WHO, "unknown").statusCode()).isEqualTo(401);
    assertLimited(server.post(CREATE, server.readingToken, "{}"));
    assertThat(server.post("/v1/Pictures/Nothing", server.readingToken, "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anAddressIsThatOfTheClientBehindTheProxy() {
    limit(0, 0, 1, 0);
    assertThat(byKey("app", "192.0.2.1").statusCode()).isEqualTo(200);
    assertThat(byKey("app", "192.0.2.2").statusCode()).isEqualTo(200);
    assertLimited(byKey("app", "192.0.2.1"));
    assertThat(byKey("app", "192.0.2.1, 192.0.2.3").statusCode()).isEqualTo(200);
  }

  @Test
  void whoGuessesIsNotLookedUpAnyMore() {
    limit(0, 0, 0, 3);
    String from = "192.0.2.1";
    assertThat(byKey("wrong", from).statusCode()).isEqualTo(401);
    assertThat(server.get(WHO, "0".repeat(40), CLIENT, from).statusCode()).isEqualTo(401);
    assertThat(refresh(from).statusCode()).isEqualTo(401);
    assertLimited(refresh(from));
    assertLimited(server.get(WHO, server.ownerToken, CLIENT, from));
    assertThat(server.get(WHO, server.ownerToken, CLIENT, "192.0.2.2").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> audit(String token, String from) {
    return server.get("/admin/v1/audit", token, CLIENT, from);
  }

  @Test
  void whoGuessesTheAdminTokenIsNotHeardAnyMore() {
    limit(0, 0, 0, 3);
    String from = "192.0.2.1";
    assertThat(audit("wrong", from).statusCode()).isEqualTo(401);
    assertThat(server.send(server.request("/admin/v1/audit").header(CLIENT, from)).statusCode())
        .isEqualTo(401);
    HttpRequest.Builder backup =
        server
            .request("/admin/v1/backup")
            .header(CLIENT, from)
            .POST(HttpRequest.BodyPublishers.noBody());
    assertThat(server.send(backup).statusCode()).isEqualTo(401);
    assertLimited(server.send(backup));
    assertLimited(audit(RestServer.ADMIN_TOKEN, from));
    assertThat(audit(RestServer.ADMIN_TOKEN, "192.0.2.2").statusCode()).isEqualTo(200);
  }

  @Test
  void theOperatorsRequestsCountAsOnesOfTheirAddress() {
    limit(0, 0, 2, 0);
    String from = "192.0.2.1";
    assertThat(audit(RestServer.ADMIN_TOKEN, from).statusCode()).isEqualTo(200);
    assertThat(server.get(WHO, server.ownerToken, CLIENT, from).statusCode()).isEqualTo(200);
    assertLimited(audit(RestServer.ADMIN_TOKEN, from));
  }

  private HttpResponse<String> media(String path, String from) {
    return server.send(server.request(path).header(CLIENT, from));
  }

  private String uploadedThumb() {
    String image = Base64.getEncoder().encodeToString(SamplePictures.LARGE_PNG.bytes());
    String body = "{\"Pictures\":[{\"Image\":\"" + image + "\"}]}";
    assertThat(server.post("/v1/Pictures/AddPictures", server.ownerToken, body).statusCode())
        .isEqualTo(200);
    String gallery =
        server.get("/v1/Pictures/GetGallery?UserID=" + RestServer.OWNER, server.ownerToken).body();
    return gallery.replaceFirst("(?s).*\"ThumbUrl\":\"http://gallery.test([^\"]+)\".*", "$1");
  }

  @Test
  void picturesAreCountedByAddressAndApartFromOtherRequests() {
    limit(new RateSettings(0, 0, 3, 0, 2));
    String thumb = uploadedThumb();
    String from = "192.0.2.1";
    assertThat(media(thumb, from).statusCode()).isEqualTo(200);
    assertThat(media(thumb, from).statusCode()).isEqualTo(200);
    assertLimited(media(thumb, from));
    assertThat(media(thumb, "192.0.2.2").statusCode()).isEqualTo(200);
    assertThat(server.get(WHO, server.ownerToken, CLIENT, from).statusCode()).isEqualTo(200);
  }

  @Test
  void whoMakesUpAddressesOfPicturesIsNotLookedUpAnyMoreAndWhoComesLateIs() {
    limit(0, 0, 0, 3);
    String thumb = uploadedThumb();
    String late = "192.0.2.1";
    String guesser = "192.0.2.2";
    server.memory.clock().advance(Duration.ofHours(2));
    for (int turn = 0; turn < 5; turn++) {
      assertThat(media(thumb, late).statusCode()).as("it has expired").isEqualTo(404);
    }
    String madeUp = thumb.replaceFirst("-.", "-_");
    for (String path : List.of(madeUp, "/media/x", madeUp)) {
      assertThat(media(path, guesser).statusCode()).isEqualTo(404);
    }
    assertThat(media(madeUp, guesser).statusCode()).isEqualTo(429);
    assertThat(server.get(WHO, server.ownerToken, CLIENT, guesser).statusCode()).isEqualTo(429);
    assertThat(server.get(WHO, server.ownerToken, CLIENT, late).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> refresh(String from) {
    return server.send(
        server
            .request("/OAuth/token")
            .header(CLIENT, from)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=refresh_token&client_id=app&client_secret=wrong&refresh_token=x")));
  }
}
