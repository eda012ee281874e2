package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.isDone;
import static org.pinacotheca.http.Market.isRefused;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.CompleteLogin;
import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.UserId;

/** A member sees a program's login request, and approves or declines it. */
class LoginApprovalTest {
  private static final String GET = "/v1/Account/GetLogin?AuthToken=";
  private static final String APPROVE = "/v1/Account/ApproveLogin";
  private static final String DECLINE = "/v1/Account/DeclineLogin";
  private static final ApiKey PROGRAM = new ApiKey("old-program");

  private RestServer server;

  @BeforeEach
  void open() {
    server = new RestServer();
    CommunityName club = new CommunityName("club");
    server.gallery.registrations().addCommunity(new Community(club, "The Club"));
    server
        .gallery
        .registrations()
        .addApplication(
            new Registrations.NewApplication(
                "Old & <good>",
                Optional.of(PROGRAM),
                Optional.empty(),
                Optional.of(club),
                true,
                List.of(),
                true,
                Optional.empty()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String token(Optional<String> community, Optional<Duration> lifetime) {
    RequestLogin command = new RequestLogin(PROGRAM, community.map(CommunityName::new), lifetime);
    if (server.gallery.logins().request(command)
        instanceof RequestLogin.Requested(LoginToken token)) {
      return token.value();
    }
    throw new AssertionError("no token");
  }

  private String token() {
    return token(Optional.of("club"), Optional.of(Duration.ofMinutes(90)));
  }

  private static String body(String token) {
    return "{\"AuthToken\":\"" + token + "\"}";
  }

  private CompleteLogin.Outcome complete(String token) {
    return server.gallery.logins().complete(new CompleteLogin(PROGRAM, new LoginToken(token)));
  }

  private UserId userOfSession(String token) {
    if (complete(token) instanceof CompleteLogin.Completed(var session)) {
      return session.user();
    }
    throw new AssertionError("no session");
  }

  @Test
  void anApprovalHasNoBodyAndLetsTheProgramIn() {
    String token = token();
    isDone(server.post(APPROVE, server.ownerToken, body("  " + token + "\\n")), "");
    isDone(server.post("/v1/account/approvelogin", server.ownerToken, body(token)), "");
    assertThat(userOfSession(token)).isEqualTo(new UserId(RestServer.OWNER));
    isRefused(server.post(APPROVE, server.ownerToken, body(token)), 404, "login_not_found");
    List<AuditEntry> entries =
        server
            .gallery
            .operations()
            .audit(
                Optional.of(new UserId(RestServer.OWNER)), Optional.empty(), new PageRequest(1, 9))
            .items();
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.LOGIN_APPROVED, AuditAction.SESSION_OPENED);
    assertThat(entries.getFirst().application()).contains(RestServer.APPLICATION);
    assertThat(entries.getFirst().target()).isEqualTo("application old-program");
  }

  @Test
  void aMemberIsReportedWhoAsksForWhat() {
    String token = token();
    String reported =
        "{\"ApplicationName\":\"Old & <good>\",\"CommunityTitle\":\"The"
            + " Club\",\"PhotoUpload\":true,"
            + "\"SessionMinutes\":90,\"IsApproved\":%s,\"ExpiresOn\":\"2026-03-01T12:20:00.123\"}";
    isDone(server.get(GET + token, server.readingToken), reported.formatted("false"));
    server.post(APPROVE, server.ownerToken, body(token));
    isDone(server.get(GET + token, server.readingToken), reported.formatted("true"));
    assertThat(server.get(GET + token, server.ownerToken, "Accept", "application/xml").body())
        .isEqualTo(
            "<AccountLogin xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Account\">"
                + "<ApplicationName>Old &amp; &lt;good&gt;</ApplicationName>"
                + "<CommunityTitle>The Club</CommunityTitle>"
                + "<ExpiresOn>2026-03-01T12:20:00.123</ExpiresOn><IsApproved>true</IsApproved>"
                + "<PhotoUpload>true</PhotoUpload><SessionMinutes>90</SessionMinutes>"
                + "</AccountLogin>");
    isDone(
        server.get(
            GET + token(Optional.empty(), Optional.empty()),
            server.ownerToken,
            "X-CaseType",
            "camelcase"),
        "{\"applicationName\":\"Old & <good>\",\"communityTitle\":null,\"photoUpload\":true,"
            + "\"sessionMinutes\":0,\"isApproved\":false,\"expiresOn\":\"2026-03-01T12:20:00.123\"}");
  }

  @Test
  void aDeclinedLoginIsOver() {
    String token = token();
    isDone(server.post(APPROVE, server.ownerToken, body(token)), "");
    isRefused(server.post(DECLINE, server.strangerToken, body(token)), 404, "login_not_found");
    isDone(server.post(DECLINE, server.readingToken, body(token)), "");
    assertThat(complete(token)).isEqualTo(new LoginNotFound());
    isRefused(server.post(DECLINE, server.ownerToken, body(token)), 404, "login_not_found");
  }

  @Test
  void refusalsAreReportedInTheirOrder() {
    String token = token();
    isRefused(server.post(APPROVE, "unknown", "{}"), 401, "unauthorized");
    HttpResponse<String> scopeless = server.post(APPROVE, server.readingToken, "{}");
    isRefused(scopeless, 403, "scope_missing");
    assertThat(scopeless.body()).contains("profile_gallery");
    isRefused(server.post(APPROVE, server.readingToken, body(token)), 403, "scope_missing");
    for (String path : List.of(APPROVE, DECLINE)) {
      for (String wrong : List.of("x", "0".repeat(32), token.toUpperCase(java.util.Locale.ROOT))) {
        HttpResponse<String> refused = server.post(path, server.ownerToken, body(wrong));
        isRefused(refused, 404, "login_not_found");
        assertThat(refused.body()).doesNotContain(wrong.length() == 32 ? wrong : "\"x\"");
      }
      for (String missing : List.of("{}", "{\"AuthToken\":null}", "{\"AuthToken\":{}}")) {
        HttpResponse<String> refused = server.post(path, server.ownerToken, missing);
        isRefused(refused, 400, "invalid_fields");
        assertThat(refused.body()).contains("\"AuthToken\":[");
      }
      assertThat(server.get(path, server.ownerToken).statusCode()).isEqualTo(405);
    }
    isRefused(server.get(GET, server.ownerToken), 400, "invalid_fields");
    isRefused(server.get(GET + "x", server.ownerToken), 404, "login_not_found");
    HttpResponse<String> asXml =
        server.post(APPROVE, server.ownerToken, body("x"), "Accept", "text/xml");
    assertThat(asXml.statusCode()).isEqualTo(404);
    assertThat(asXml.body()).startsWith("<Error><Message>").contains("login_not_found");
    server.memory.clock().advance(Duration.ofMinutes(20));
    isRefused(server.post(APPROVE, server.ownerToken, body(token)), 404, "login_not_found");
  }

  @Test
  void aManagerApprovesForNobodyElse() {
    String body = "{\"UserID\":123456,\"AuthToken\":\"" + token() + "\"}";
    isRefused(
        server.post("/v1/Groups/Account/ApproveLogin", server.managerToken, body),
        404,
        "route_not_found");
  }

  @Test
  void aRepeatedApprovalIsAnsweredAgainAfterTheProgramIsIn() {
    String token = token();
    for (int turn = 0; turn < 2; turn++) {
      isDone(server.post(APPROVE, server.ownerToken, body(token), "Idempotency-Key", "once"), "");
      if (turn == 0) {
        assertThat(userOfSession(token)).isEqualTo(new UserId(RestServer.OWNER));
      }
    }
  }
}
