package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.isRefused;
import static org.pinacotheca.http.RestClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letting programs in by OAuth 2 over HTTP. */
class AuthorizationFlowTest {
  private static final String SITE = "https://site.test/in";
  private static final String PHONE = "org.site.phone:/in";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE =
      "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

  private final RestServer server = new RestServer();
  private String cookie = "";

  @BeforeEach
  void addPrograms() {
    add(
        "{\"Name\":\"Site\",\"ApiKey\":\"site\",\"Secret\":\"s3cret\",\"redirectUris\":[\"%s\"]}"
            .formatted(SITE));
    add(
        "{\"Name\":\"Phone\",\"ApiKey\":\"phone\",\"public\":true,\"redirectUris\":[\"%s\"]}"
            .formatted(PHONE));
    HttpResponse<String> invited =
        server.post("/admin/v1/invitations", RestServer.ADMIN_TOKEN, "{\"Nickname\":\"ida\"}");
    String url = json(invited).path("Url").asText();
    HttpResponse<String> signedIn =
        session(
            "accept",
            "{\"Invitation\":\"%s\",\"Password\":\"four unrelated words\"}"
                .formatted(url.substring(url.indexOf('=') + 1)));
    cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void add(String application) {
    HttpResponse<String> added =
        server.post("/admin/v1/applications", RestServer.ADMIN_TOKEN, application);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
  }

  private HttpResponse<String> session(String what, String body) {
    return server.post(
        "/session/" + what, "", body, "Origin", "http://gallery.test", "Cookie", cookie);
  }

  private static String query(String program, String uri, String more) {
    return "response_type=code&client_id=%s&redirect_uri=%s&scope=profile_gallery%%20account_credits_history&state=a%%26b%s"
        .formatted(program, URLEncoder.encode(uri, StandardCharsets.UTF_8), more);
  }

  private HttpResponse<String> authorize(String query) {
    return server.send(server.request("/OAuth/Authorize?" + query));
  }

  private static String location(HttpResponse<String> redirected) {
    assertThat(redirected.statusCode()).as(redirected.body()).isEqualTo(302);
    return redirected.headers().firstValue("Location").orElseThrow();
  }

  private String grant(String query, String scopes) {
    HttpResponse<String> granted =
        session("authorize", "{\"Query\":\"%s\",\"Scopes\":[%s]}".formatted(query, scopes));
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
    return json(granted).path("RedirectTo").asText();
  }

  private HttpResponse<String> form(String path, String form) {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static String code(String redirectTo) {
    return redirectTo.replaceAll(".*code=([0-9a-f]{40}).*", "$1");
  }

  @Test
  void aSiteIsLetInWithFewerScopes() {
    String query = query("site", SITE, "");
    assertThat(location(authorize(query)))
        .isEqualTo(
            "http://gallery.test/#authorize=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    JsonNode page = json(session("authorization", "{\"Query\":\"%s\"}".formatted(query)));
    assertThat(page.path("ApplicationName").asText()).isEqualTo("Site");
    assertThat(page.path("Scope").asText()).isEqualTo("profile_gallery account_credits_history");
    assertThat(page.path("DeclineTo").asText())
        .isEqualTo(SITE + "?error=access_denied&state=a%26b");

    String back = grant(query, "\"profile_gallery\", \"account_credits_spend\"");
    assertThat(back).matches("https://site\\.test/in\\?code=[0-9a-f]{40}&state=a%26b");
    String exchange =
        "grant_type=authorization_code&client_id=site&client_secret=s3cret&code="
            + code(back)
            + "&redirect_uri="
            + SITE;
    HttpResponse<String> issued = form("/OAuth/token", exchange);
    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(200);
    assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(json(issued).path("scope").asText()).isEqualTo("profile_gallery");
    String token = json(issued).path("access_token").asText();
    assertThat(json(server.get("/v1/Account/VerifyCredentials", token)).path("Nickname").asText())
        .isEqualTo("ida");

    HttpResponse<String> again = form("/OAuth/token", exchange);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    isRefused(server.get("/v1/Account/VerifyCredentials", token), 401, "unauthorized");
  }

  @Test
  void aPhoneProvesByPkceAndRevokes() {
    String back = grant(query("phone", PHONE, CHALLENGE), "");
    String exchange =
        "grant_type=authorization_code&client_id=phone&code=%s&redirect_uri=%s&code_verifier="
            .formatted(code(back), PHONE);
    assertThat(form("/OAuth/token", exchange + "x".repeat(43)).body())
        .isEqualTo("{\"error\":\"invalid_grant\"}");
    HttpResponse<String> issued = form("/OAuth/token", exchange + VERIFIER);
    assertThat(json(issued).path("scope").asText()).isEmpty();
    String token = json(issued).path("access_token").asText();
    assertThat(form("/OAuth/revoke", "client_id=phone&token=" + token).statusCode()).isEqualTo(200);
    isRefused(server.get("/v1/Account/VerifyCredentials", token), 401, "unauthorized");
    assertThat(form("/OAuth/revoke", "client_id=nobody&token=" + token).statusCode())
        .isEqualTo(401);
    assertThat(form("/OAuth/revoke", "client_id=phone").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, https://site.test/in",
    "site, https://site.test/in/",
    "site, https://evil.test/in",
    "site, javascript:alert(1)",
    "phone, https://site.test/in"
  })
  void anUnknownProgramOrAddressIsShown(String program, String uri) {
    HttpResponse<String> shown = authorize(query(program, uri, ""));
    assertThat(shown.statusCode()).isEqualTo(400);
    assertThat(shown.headers().firstValue("Location")).isEmpty();
    assertThat(shown.body()).contains("This program is not known").doesNotContain(uri);
    isRefused(
        session("authorization", "{\"Query\":\"%s\"}".formatted(query(program, uri, ""))),
        404,
        "program_not_found");
  }

  @Test
  void otherFaultsReturnToTheProgram() {
    String valid = query("site", SITE, "");
    assertThat(location(authorize(valid.replace("=code", "=token"))))
        .isEqualTo(SITE + "?error=unsupported_response_type&state=a%26b");
    assertThat(location(authorize(valid.replace("response_type=code&", ""))))
        .isEqualTo(SITE + "?error=invalid_request&state=a%26b");
    assertThat(location(authorize(valid.replace("profile_gallery", "everything"))))
        .isEqualTo(SITE + "?error=invalid_scope&state=a%26b");
    assertThat(location(authorize(query("phone", PHONE, ""))))
        .isEqualTo(PHONE + "?error=invalid_request&state=a%26b");
    assertThat(location(authorize(valid + CHALLENGE.replace("S256", "plain"))))
        .isEqualTo(SITE + "?error=invalid_request&state=a%26b");
    assertThat(location(authorize(valid + "&code_challenge=short&code_challenge_method=S256")))
        .isEqualTo(SITE + "?error=invalid_request&state=a%26b");
  }

  @Test
  void onlyAMemberWhoIsSignedInLetsProgramsIn() {
    cookie = "";
    isRefused(
        session("authorize", "{\"Query\":\"%s\",\"Scopes\":[]}".formatted(query("site", SITE, ""))),
        401,
        "unauthorized");
  }

  @Test
  void programsFindTheirWay() {
    JsonNode metadata =
        json(server.send(server.request("/.well-known/oauth-authorization-server")));
    assertThat(metadata.path("issuer").asText()).isEqualTo("http://gallery.test");
    assertThat(metadata.path("authorization_endpoint").asText())
        .isEqualTo("http://gallery.test/OAuth/Authorize");
    assertThat(metadata.path("code_challenge_methods_supported").get(0).asText()).isEqualTo("S256");
    assertThat(metadata.path("scopes_supported")).hasSize(3);
  }
}
