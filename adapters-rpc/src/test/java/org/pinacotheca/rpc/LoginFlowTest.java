package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;

/**
 * A program obtains a session: it requests a token, a member approves it, the program collects the
 * session.
 */
class LoginFlowTest extends LiveRpcTest {
  private static final String DESKTOP = "desktop";
  private static final String HOMELESS = "homeless";
  private static final String APART = "apart";
  private static final String NAMESPACE = "http://api.facebook.com/1.0/";

  @BeforeEach
  void addApplications() {
    add(DESKTOP, Optional.of("mycommunity"), List.of(), true, Optional.of(NAMESPACE));
    add(HOMELESS, Optional.empty(), List.of(), false, Optional.empty());
    add(APART, Optional.empty(), List.of("192.0.2.0/24"), false, Optional.empty());
  }

  private void add(
      String key,
      Optional<String> community,
      List<String> addresses,
      boolean isDesktop,
      Optional<String> namespace) {
    rpc.addApplication(
        new Registrations.NewApplication(
            "Program " + key,
            Optional.of(new ApiKey(key)),
            Optional.of(new SharedSecret("secret-of-" + key)),
            community.map(CommunityName::new),
            false,
            addresses.stream().map(AddressRange::new).toList(),
            isDesktop,
            namespace));
  }

  private RpcCall sampleCall(String method) {
    return rpc.call(method).without("session_key");
  }

  private RpcCall callOf(String key, String method) {
    return sampleCall(method).with("api_key", key).signedWith("secret-of-" + key);
  }

  private void approve(UserId member, String token) {
    Caller caller = Caller.of(member, new ApiKey(LiveRpc.API_KEY), Set.of(Scope.PROFILE_GALLERY));
    ApproveLogin command = new ApproveLogin(new LoginToken(token));
    assertThat(rpc.memory.gallery().logins().approve(caller, command))
        .isInstanceOf(ApproveLogin.Approved.class);
  }

  private String token(RpcCall createToken) throws Exception {
    return createToken.post().root().getTextContent();
  }

  @Test
  void inXml() throws Exception {
    RpcReply created = sampleCall("up.auth.createToken").post();
    String token = created.root().getTextContent();
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(created.body())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<auth_createToken_response>"
                + token
                + "</auth_createToken_response>");
    RpcCall getSession = sampleCall("facebook.auth.getSession").with("auth_token", token);
    RpcReply early = getSession.to("/restserver.php").post();
    assertThat(early.errorCode()).isEqualTo(100);
    assertThat(early.fields().get("error_msg")).contains("not been approved");
    assertThat(early.body()).doesNotContain(token);

    approve(LiveRpc.OTHER, token);
    RpcReply reply = getSession.post();
    assertThat(reply.root().getLocalName()).isEqualTo("auth_getSession_response");
    Map<String, String> session = reply.fields();
    assertThat(session.keySet()).containsExactly("session_key", "uid", "expires");
    assertThat(session).containsEntry("uid", "7").containsEntry("expires", "0");
    assertThat(session.get("session_key")).matches("[0-9a-f]{24}-7");
    assertThat(
            rpc.call("up.users.getLoggedInUser")
                .with("session_key", session.get("session_key"))
                .with("call_id", "0")
                .get()
                .root()
                .getTextContent())
        .isEqualTo("7");

    RpcReply again = getSession.post();
    assertThat(again.errorCode()).isEqualTo(100);
    assertThat(again.fields().get("error_msg")).contains("was used");
  }

  @Test
  void inJson() throws Exception {
    RpcReply created =
        sampleCall("up.auth.createToken").with("format", "JSON").with("expires", "90").post();
    String token = created.json().textValue();
    assertThat(created.body()).isEqualTo('"' + token + '"');
    approve(LiveRpc.OWNER, token);
    JsonNode session =
        sampleCall("up.auth.getSession")
            .with("format", "JSON")
            .with("auth_token", token)
            .post()
            .json();
    assertThat(session.fieldNames()).toIterable().containsExactly("session_key", "uid", "expires");
    assertThat(session.get("uid").intValue()).isEqualTo(219074);
    assertThat(session.get("expires").longValue())
        .isEqualTo(rpc.memory.clock().instant().plus(Duration.ofMinutes(90)).getEpochSecond());
    RpcCall use =
        rpc.call("up.users.getLoggedInUser")
            .with("session_key", session.get("session_key").asText());
    rpc.memory.clock().advance(Duration.ofMinutes(89));
    assertThat(use.get().errorCode()).isZero();
    rpc.memory.clock().advance(Duration.ofMinutes(1));
    assertThat(use.get().errorCode()).isEqualTo(102);
    assertThat(
            sampleCall("up.auth.createToken")
                .with("format", "JSON")
                .with("callback", "go")
                .post()
                .body())
        .matches("go\\(\"[0-9a-f]{32}\"\\);");
  }

  @Test
  void aDesktopProgramIsGivenASecretForItsSessionAlone() throws Exception {
    Map<String, String> one = desktopSession(LiveRpc.OWNER);
    Map<String, String> other = desktopSession(LiveRpc.OTHER);
    assertThat(one.keySet()).containsExactly("session_key", "uid", "expires", "secret");
    assertThat(one.get("secret")).matches("[0-9a-f]{32}").isNotEqualTo(other.get("secret"));
    RpcCall call =
        callOf(DESKTOP, "up.users.getLoggedInUser").with("session_key", one.get("session_key"));
    assertThat(call.signedWith(one.get("secret")).get().root().getTextContent())
        .isEqualTo("219074");
    assertThat(call.signedWith(other.get("secret")).get().errorCode()).isEqualTo(104);
    call.with("session_key", other.get("session_key"));
    assertThat(call.signedWith(one.get("secret")).get().errorCode()).isEqualTo(104);
    assertThat(call.without("session_key").signedWith(one.get("secret")).get().errorCode())
        .isEqualTo(104);
    assertThat(
            callOf(DESKTOP, "up.auth.createToken").signedWith(one.get("secret")).post().errorCode())
        .isEqualTo(104);
  }

  private Map<String, String> desktopSession(UserId member) throws Exception {
    RpcReply created = callOf(DESKTOP, "up.auth.createToken").post();
    assertThat(created.root().getNamespaceURI()).isEqualTo(NAMESPACE);
    String token = created.root().getTextContent();
    approve(member, token);
    RpcReply reply = callOf(DESKTOP, "up.auth.getSession").with("auth_token", token).post();
    assertThat(reply.root().getNamespaceURI()).isEqualTo(NAMESPACE);
    return reply.fields();
  }

  @Test
  void aTokenIsGoodFor20MinutesForItsApplicationOnly() throws Exception {
    String used = token(sampleCall("up.auth.createToken"));
    String late = token(sampleCall("up.auth.createToken"));
    approve(LiveRpc.OWNER, used);
    approve(LiveRpc.OWNER, late);
    RpcCall foreign = callOf(DESKTOP, "up.auth.getSession").with("auth_token", used);
    assertThat(foreign.post().errorCode()).isEqualTo(100);
    rpc.memory.clock().advance(Login.LIFETIME.minusMillis(1));
    RpcCall call = sampleCall("up.auth.getSession");
    assertThat(call.with("auth_token", used).post().errorCode()).isZero();
    rpc.memory.clock().advance(Duration.ofMillis(1));
    assertThat(call.with("auth_token", late).post().errorCode()).isEqualTo(100);
  }

  @Test
  void askingForATokenIsRefusedInOrder() throws Exception {
    RpcCall call =
        sampleCall("auth.createToken")
            .with("api_key", "nobody")
            .with("expires", "-1")
            .with("sig", "0".repeat(32));
    assertThat(call.get().errorCode()).isEqualTo(3);
    assertThat(call.with("method", "up.auth.createToken").get().errorCode()).isEqualTo(101);
    assertThat(call.with("api_key", APART).get().errorCode()).isEqualTo(5);
    call.with("api_key", HOMELESS).signedWith("secret-of-" + HOMELESS);
    assertThat(call.get().errorCode()).isEqualTo(104);
    call.without("sig");
    assertThat(call.get().fields().get("error_msg")).contains("POST");
    assertThat(call.post().fields().get("error_msg")).contains("community is required");
    call.with("community", "nowhere");
    assertThat(call.post().fields().get("error_msg")).contains("community is unknown");
    call.with("community", "mycommunity");
    for (String wrong : List.of("-1", "x", "1.5", "2147483648")) {
      assertThat(call.with("expires", wrong).post().fields().get("error_msg"))
          .as(wrong)
          .contains("expires");
    }
    assertThat(call.with("expires", "2147483647").post().errorCode()).isZero();
    fill(HOMELESS);
    assertThat(call.post().errorCode()).isEqualTo(4);
    assertThat(sampleCall("up.auth.createToken").post().errorCode()).isZero();
  }

  private void fill(String key) {
    RequestLogin command = new RequestLogin(new ApiKey(key), Optional.empty(), Optional.empty());
    for (int i = 1; i < Login.OPEN_PER_APPLICATION_MAX; i++) {
      assertThat(rpc.memory.gallery().logins().request(command))
          .isInstanceOf(RequestLogin.Requested.class);
    }
  }

  @Test
  void collectingASessionIsRefusedInOrder() throws Exception {
    RpcCall call = callOf(HOMELESS, "up.auth.getSession");
    assertThat(call.signedWith("wrong").get().errorCode()).isEqualTo(104);
    call.signedWith("secret-of-" + HOMELESS);
    assertThat(call.get().fields().get("error_msg")).contains("POST");
    assertThat(call.post().fields().get("error_msg")).contains("auth_token is required");
    for (String wrong : List.of("x", "0".repeat(32), "A".repeat(32), "0".repeat(33))) {
      assertThat(call.with("auth_token", wrong).post().errorCode()).as(wrong).isEqualTo(100);
    }
  }

  @Test
  void theOldLoginAddressLeadsToTheConsole() throws Exception {
    String token = token(sampleCall("up.auth.createToken"));
    assertThat(location("?api_key=" + LiveRpc.API_KEY + "&v=1.0&auth_token=" + token))
        .isEqualTo(LiveRpc.PUBLIC_URL + "/#approve=" + token);
    for (String other :
        List.of("", "?auth_token=", "?auth_token=http://evil", "?auth_token=%25zz")) {
      assertThat(location(other)).as(other).isEqualTo(LiveRpc.PUBLIC_URL + "/#approve=");
    }
  }

  private String location(String query) throws Exception {
    HttpRequest request = rpc.request("/login.php" + query).GET().build();
    RpcReply reply = rpc.send(request);
    assertThat(reply.response().statusCode()).isEqualTo(302);
    assertThat(reply.response().headers().firstValue("cache-control")).contains("no-store");
    return reply.response().headers().firstValue("location").orElseThrow();
  }
}
