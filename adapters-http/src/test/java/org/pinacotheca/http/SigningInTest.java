package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.http.Market.isRefused;
import static org.pinacotheca.http.RestClient.json;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.settings.CreditsShop;
import org.pinacotheca.http.settings.RestSettings;

/** Signing in over HTTP: cookies, origins, and what a session may be used for. */
class SigningInTest {
  private static final String ORIGIN = "http://gallery.test";
  private static final String PASSWORD = "four unrelated words";

  private final RestServer server = new RestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> session(String what, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Origin";
    all[headers.length + 1] = ORIGIN;
    return server.post("/session/" + what, "", body, all);
  }

  private String invite(String fields) {
    HttpResponse<String> invited =
        server.post("/admin/v1/invitations", RestServer.ADMIN_TOKEN, fields);
    assertThat(invited.statusCode()).as(invited.body()).isEqualTo(200);
    String url = json(invited).path("Url").asText();
    assertThat(url).matches("http://gallery\\.test/#invitation=[0-9a-f]{40}");
    return url.substring(url.indexOf('=') + 1);
  }

  private HttpResponse<String> accept(String invitation) {
    return session(
        "accept", "{\"Invitation\":\"%s\",\"Password\":\"%s\"}".formatted(invitation, PASSWORD));
  }

  private static String cookie(HttpResponse<String> signedIn) {
    return signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  @Test
  void aSessionIsACookieThatScriptsCannotRead() {
    HttpResponse<String> signedIn = accept(invite("{\"Nickname\":\"ida\"}"));
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
        .matches(
            "pinacotheca_session=[0-9a-f]{40}; Max-Age=2592000; Expires=[^;]+; Path=/; HTTPOnly;"
                + " SameSite=Lax");
    assertThat(json(signedIn).path("UserID").asInt()).isPositive();
    String cookie = cookie(signedIn);
    HttpResponse<String> me = server.get("/v1/Account/VerifyCredentials", "", "Cookie", cookie);
    assertThat(json(me).path("Nickname").asText()).isEqualTo("ida");
    HttpResponse<String> ended = session("end", "{}", "Cookie", cookie);
    assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("pinacotheca_session=; Max-Age=0");
    isRefused(
        server.get("/v1/Account/VerifyCredentials", "", "Cookie", cookie), 401, "unauthorized");
  }

  @Test
  void aWriteOfASessionComesFromThePagesOwnOrigin() {
    String cookie = cookie(accept(invite("{\"Nickname\":\"ida\"}")));
    String album = "{\"Name\":\"Mine\"}";
    String create = "/v1/Pictures/CreateAlbum";
    for (String[] foreign :
        new String[][] {
          {"Cookie", cookie},
          {"Cookie", cookie, "Origin", "https://evil.example"},
          {"Cookie", cookie, "Origin", "null"},
          {"Cookie", cookie, "Origin", ORIGIN, "Sec-Fetch-Site", "same-site"}
        }) {
      isRefused(server.post(create, "", album, foreign), 403, "foreign_origin");
    }
    assertThat(server.post(create, "", album, "Cookie", cookie, "Origin", ORIGIN).statusCode())
        .isEqualTo(200);
    assertThat(
            server
                .post(create, "", album, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(200);
    isRefused(
        server.post("/session/begin", "", "{}", "Origin", "https://evil.example"),
        403,
        "foreign_origin");
  }

  @Test
  void aSessionIsNoAccessToken() {
    String value = cookie(accept(invite("{\"Nickname\":\"ida\"}"))).split("=", 2)[1];
    isRefused(server.get("/v1/Account/VerifyCredentials", value), 401, "unauthorized");
    isRefused(server.get("/v1/Account/VerifyCredentials", "session:" + value), 401, "unauthorized");
  }

  @Test
  void aWrongNameAndAWrongPasswordLookAlike() {
    accept(invite("{\"Nickname\":\"ida\"}"));
    HttpResponse<String> wrong = begin("ida", "wrong");
    isRefused(wrong, 403, "wrong_password");
    HttpResponse<String> nobody = begin("nobody", "wrong");
    assertThat(nobody.body()).isEqualTo(wrong.body());
    for (int more = 1; more < 5; more++) {
      isRefused(begin("ida", "wrong"), 403, "wrong_password");
    }
    HttpResponse<String> locked = begin("ida", PASSWORD);
    isRefused(locked, 429, "too_many_wrong_passwords");
    for (int more = 1; more < 5; more++) {
      isRefused(begin("nobody", "wrong"), 403, "wrong_password");
    }
    assertThat(begin("nobody", "wrong").body()).isEqualTo(locked.body());
    assertThat(locked.headers().firstValue("Retry-After")).contains("900");
  }

  private HttpResponse<String> begin(String name, String password) {
    return session("begin", "{\"Name\":\"%s\",\"Password\":\"%s\"}".formatted(name, password));
  }

  @Test
  void faultsAreReported() {
    HttpResponse<String> empty = session("begin", "{}");
    isRefused(empty, 400, "invalid_fields");
    assertThat(empty.body()).contains("\"Name\":[", "\"Password\":[");
    isRefused(session("begin", "{"), 400, "malformed_json");
    isRefused(begin("ida", "x".repeat(201)), 400, "invalid_fields");
    isRefused(session("nothing", "{}"), 404, "route_not_found");
    isRefused(session("accept", "{}"), 404, "invitation_not_found");
    String invitation = invite("{\"Nickname\":\"ida\"}");
    HttpResponse<String> weak =
        session(
            "accept",
            "{\"Invitation\":\"%s\",\"Password\":\"ida-2026-07-19\"}".formatted(invitation));
    isRefused(weak, 400, "invalid_fields");
    assertThat(weak.body()).contains("\"Password\":[\"is easily guessed");
    assertThat(
            json(session("invitation", "{\"Invitation\":\"%s\"}".formatted(invitation)))
                .path("Nickname")
                .asText())
        .isEqualTo("ida");
    isRefused(session("end-all", "{}"), 401, "unauthorized");
    isRefused(session("password", "{}"), 401, "unauthorized");
  }

  @Test
  void theOperatorInvitesOneMember() {
    HttpResponse<String> both =
        server.post(
            "/admin/v1/invitations", RestServer.ADMIN_TOKEN, "{\"UserID\":1,\"Nickname\":\"x\"}");
    isRefused(both, 400, "invalid_fields");
    isRefused(
        server.post("/admin/v1/invitations", RestServer.ADMIN_TOKEN, "{}"), 400, "invalid_fields");
    isRefused(
        server.post("/admin/v1/invitations", RestServer.ADMIN_TOKEN, "{\"UserID\":99999}"),
        404,
        "not_found");
    isRefused(
        server.post(
            "/admin/v1/invitations",
            RestServer.ADMIN_TOKEN,
            "{\"Nickname\":\"x\",\"expiresInHours\":721}"),
        400,
        "invalid_fields");
    isRefused(
        server.post("/admin/v1/invitations", "", "{\"Nickname\":\"x\"}"), 401, "unauthorized");
  }

  @Test
  void everybodyRegistersWhereTheOperatorLetsThem() {
    String rosa = "{\"Nickname\":\" rosa \",\"Password\":\"four unrelated words\"}";
    isRefused(session("register", rosa), 403, "registration_closed");
    try (RestServer open =
        new RestServer(RestSettings::withOpenRegistration, executor -> executor)) {
      HttpResponse<String> registered = register(open, rosa);
      assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
      HttpResponse<String> me =
          open.get("/v1/Account/VerifyCredentials", "", "Cookie", cookie(registered));
      assertThat(json(me).path("Nickname").asText()).isEqualTo("rosa");
      HttpResponse<String> taken = register(open, rosa);
      isRefused(taken, 400, "invalid_fields");
      assertThat(taken.body()).contains("\"Nickname\":[\"is that of another member.\"]");
      HttpResponse<String> faulty = register(open, "{\"Password\":\"short\"}");
      isRefused(faulty, 400, "invalid_fields");
      assertThat(faulty.body()).contains("\"Nickname\":[", "\"Password\":[");
      for (int more = 2; more < 5; more++) {
        register(open, rosa);
      }
      isRefused(register(open, rosa), 429, "too_many_registrations");
    }
  }

  private static HttpResponse<String> register(RestServer open, String body) {
    return open.post("/session/register", "", body, "Origin", ORIGIN);
  }

  @Test
  void creditsAreSoldOnThePageOfTheOperator() {
    String cookie = cookie(accept(invite("{\"Nickname\":\"ida\"}")));
    isRefused(session("credits", "{}", "Cookie", cookie), 404, "credits_not_sold");
    isRefused(session("credits", "{}"), 401, "unauthorized");
    for (String elsewhere :
        List.of("https://evil.example", "/s/token", "#a b", "#" + "x".repeat(101))) {
      isRefused(
          session("credits", "{\"ReturnTo\":\"%s\"}".formatted(elsewhere), "Cookie", cookie),
          400,
          "invalid_fields");
    }
  }

  @Test
  void theAddressOfThatPageIsSigned() {
    String secret = "0123456789".repeat(4);
    CreditsShop shop = new CreditsShop(URI.create("https://shop.test/credits?lang=en"), secret);
    String address =
        shop.address(
            new UserId(7),
            "https://gallery.test/#album=1/2",
            Instant.parse("2026-12-01T12:00:00Z"));
    assertThat(address)
        .isEqualTo(
            "https://shop.test/credits?lang=en&member=7&return=https%3A%2F%2Fgallery.test%2F%23album%3D1%2F2"
                + "&expires=1796130000&signature="
                + "0f89aa49909820c358db13bf26191e7d317acc2f497b929ecc81613973c8f244");
    assertThat(shop.toString()).doesNotContain(secret);
    assertThatThrownBy(() -> new CreditsShop(URI.create("https://shop.test/"), "short"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CreditsShop(URI.create("/credits"), secret))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
