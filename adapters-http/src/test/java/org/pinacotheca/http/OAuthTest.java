package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.domain.identity.Scope;

/** Exchanging refresh tokens. */
class OAuthTest {
  private static final String CLIENT = "&client_id=app&client_secret=" + RestServer.SECRET;

  private final RestServer server = new RestServer();
  private Tokens.TokenPair tokens =
      server.token(RestServer.OWNER, EnumSet.of(Scope.PROFILE_GALLERY));

  @BeforeEach
  void start() {
    tokens = server.token(RestServer.OWNER, EnumSet.of(Scope.PROFILE_GALLERY));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> exchange(String form, String... headers) {
    HttpRequest.Builder request =
        server
            .request("/oauth/TOKEN")
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  private String refreshing(String token) {
    return "grant_type=refresh_token" + CLIENT + "&refresh_token=" + token;
  }

  @Test
  void aRefreshTokenIsReplacedByNewTokens() {
    HttpResponse<String> issued = exchange(refreshing(tokens.refreshToken()));
    assertThat(issued.statusCode()).isEqualTo(200);
    assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(issued.body())
        .matches(
            "\\{\"access_token\":\"[0-9a-f]{40}\",\"token_type\":\"bearer\",\"expires_in\":1200,"
                + "\"refresh_token\":\"[0-9a-f]{40}\"}");
    String access = issued.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    assertThat(server.get("/v1/Account/VerifyCredentials", access).statusCode()).isEqualTo(200);
  }

  @Test
  void aReusedTokenEndsItsFamily() {
    HttpResponse<String> issued = exchange(refreshing(tokens.refreshToken()));
    String access = issued.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> reused = exchange(refreshing(tokens.refreshToken()));
    assertThat(reused.statusCode()).isEqualTo(401);
    assertThat(reused.body()).isEqualTo("{\"error\":\"refresh_token_has_expired\"}");
    assertThat(server.get("/v1/Account/VerifyCredentials", access).statusCode()).isEqualTo(401);
  }

  @Test
  void anExpiredTokenIsRefused() {
    server.memory.clock().advance(Duration.ofDays(15));
    HttpResponse<String> expired = exchange(refreshing(tokens.refreshToken()));
    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(expired.body()).isEqualTo("{\"error\":\"refresh_token_has_expired\"}");
  }

  @Test
  void aClientMayNameItselfInTheHeader() {
    String pair = "app:" + RestServer.SECRET;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String form = "grant_type=refresh_token&refresh_token=" + tokens.refreshToken();
    assertThat(exchange(form, "Authorization", basic).statusCode()).isEqualTo(200);
    assertThat(exchange(form, "Authorization", "Basic %%%").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "'',400,invalid_request",
    "grant_type=password,400,unsupported_grant_type",
    "grant_type=refresh_token,400,invalid_request",
    "grant_type=refresh_token&client_id=app&client_secret=x&refresh_token=y,401,invalid_client",
    "grant_type=refresh_token&client_id=no%20one&client_secret=x&refresh_token=y,401,invalid_client",
    "grant_type=%ZZ,400,invalid_request"
  })
  void whatIsWrongIsReportedInTheWordsOfOAuth(String form, int status, String error) {
    HttpResponse<String> refused = exchange(form);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    assertThat(server.post("/OAuth/token", server.ownerToken, "{}").statusCode()).isEqualTo(415);
  }
}
