package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.http.Market.isRefused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.UserId;

/** A member lists and ends their sessions. */
class SessionsTest {
  private static final String LIST = "/v1/Account/GetSessions";
  private static final String END = "/v1/Account/EndSession";

  private RestServer server;
  private Tokens.TokenPair pair;

  @BeforeEach
  void open() {
    server = new RestServer();
    server.memory.clock().advance(Duration.ofSeconds(1));
    pair = server.token(RestServer.SECOND, Set.of(Scope.PROFILE_GALLERY));
    server
        .gallery
        .grants()
        .openSession(
            new TokenAdmin.OpenSession(
                new UserId(RestServer.SECOND),
                RestServer.APPLICATION,
                Optional.of(new SessionKey("imported-key")),
                Optional.empty(),
                Optional.empty()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode sessions(String token, String query) throws Exception {
    HttpResponse<String> listed = server.get(LIST + query, token);
    assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
    return new ObjectMapper().readTree(listed.body());
  }

  private String id(String kind) throws Exception {
    for (JsonNode session : sessions(pair.accessToken(), "").get("Sessions")) {
      if (session.get("Kind").textValue().equals(kind)) {
        return session.get("SessionID").textValue();
      }
    }
    throw new AssertionError("no session of the kind " + kind);
  }

  private static String body(String id) {
    return "{\"SessionID\":\"" + id + "\"}";
  }

  @Test
  void sessionsAreReportedWithWhatAMemberHasToKnow() throws Exception {
    assertThat(sessions(pair.accessToken(), "").toString().replaceAll("[0-9a-f]{32}", "ID"))
        .isIn(reported(REST, RPC), reported(RPC, REST));
    assertThat(sessions(pair.accessToken(), "?PageSize=1&PageNumber=3").toString())
        .isEqualTo(
            "{\"PageNumber\":3,\"PageCount\":2,\"PageSize\":1,\"SessionsTotal\":2,"
                + "\"Sessions\":[]}");
    assertThat(
            server
                .get(LIST + "?PageSize=1", pair.accessToken(), "Accept", "application/xml")
                .body())
        .startsWith(
            "<AccountSessions xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://schemas.datacontract.org/2004/07/API.Models.Account\">"
                + "<PageCount>2</PageCount><PageNumber>1</PageNumber><PageSize>1</PageSize>"
                + "<Sessions><AccountSession><ApplicationName>App</ApplicationName><BegunOn>");
  }

  private static final String REST =
      "{\"SessionID\":\"ID\",\"Kind\":\"rest\",\"ApplicationName\":\"App\","
          + "\"Scope\":\"profile_gallery\",\"BegunOn\":\"2026-03-01T12:00:01.123\","
          + "\"LastUsedOn\":\"2026-03-01T12:00:01.123\","
          + "\"ExpiresOn\":\"2026-03-31T12:00:01.123\",\"IsCurrent\":true}";
  private static final String RPC =
      "{\"SessionID\":\"ID\",\"Kind\":\"rpc\",\"ApplicationName\":\"App\","
          + "\"Scope\":\"profile_gallery\",\"BegunOn\":\"2026-03-01T12:00:01.123\","
          + "\"LastUsedOn\":null,\"ExpiresOn\":null,\"IsCurrent\":false}";

  private static String reported(String one, String other) {
    return "{\"PageNumber\":1,\"PageCount\":1,\"PageSize\":50,\"SessionsTotal\":2,\"Sessions\":["
        + one
        + ","
        + other
        + "]}";
  }

  @Test
  void endingHasNoBodyAndIsOverAtOnceAlsoForTheTokenItCameWith() throws Exception {
    String rpc = id("rpc");
    String rest = id("rest");
    HttpResponse<String> ended = server.post(END, pair.accessToken(), body(rpc));
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    assertThat(ended.body()).isEmpty();
    isRefused(server.post(END, pair.accessToken(), body(rpc)), 404, "session_not_found");
    assertThat(server.post("/v1/account/endsession", pair.accessToken(), body(rest)).statusCode())
        .isEqualTo(200);
    isRefused(server.get(LIST, pair.accessToken()), 401, "unauthorized");
  }

  @Test
  void anAnswerIsGivenAgainToARepeatedWish() throws Exception {
    String wish = body(id("rpc"));
    for (int turn = 0; turn < 2; turn++) {
      HttpResponse<String> ended =
          server.post(END, pair.accessToken(), wish, "Idempotency-Key", "once");
      assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    }
  }

  @Test
  void refusalsAreReportedInTheirOrder() throws Exception {
    String id = id("rpc");
    isRefused(server.post(END, "unknown", body(id)), 401, "unauthorized");
    isRefused(server.post(END, server.readingToken, "{}"), 403, "scope_missing");
    for (String wrong :
        List.of("x", "0".repeat(32), "imported-key", id.toUpperCase(java.util.Locale.ROOT))) {
      isRefused(server.post(END, pair.accessToken(), body(wrong)), 404, "session_not_found");
    }
    isRefused(server.post(END, server.strangerToken, body(id)), 404, "session_not_found");
    HttpResponse<String> missing = server.post(END, pair.accessToken(), "{}");
    isRefused(missing, 400, "invalid_fields");
    assertThat(missing.body()).contains("\"SessionID\":[");
    isRefused(server.get(LIST + "?PageSize=0", pair.accessToken()), 400, "invalid_fields");
  }

  @Test
  void aManagerNeitherSeesNorEndsWhatTheirMembersUse() throws Exception {
    String query = "?UserID=" + RestServer.SECOND;
    isRefused(
        server.get("/v1/Groups/Account/GetSessions" + query, server.managerToken),
        404,
        "route_not_found");
    assertThat(sessions(server.managerToken, "").get("SessionsTotal").intValue()).isEqualTo(1);
    isRefused(server.post(END, server.managerToken, body(id("rpc"))), 404, "session_not_found");
  }
}
