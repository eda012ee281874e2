package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;

/** Sessions, their secrets and the order of their calls. */
class SessionRulesTest extends LiveRpcTest {
  private static final String DESKTOP = "desktop";

  @Test
  void callIdsRiseAsNumbersOfAnyForm() throws Exception {
    assertThat(withCallId("9")).isZero();
    assertThat(withCallId("9")).isEqualTo(103);
    assertThat(withCallId("9.0000000")).isEqualTo(103);
    assertThat(withCallId("10")).isZero();
    assertThat(withCallId("10.0000001")).isZero();
    assertThat(withCallId("10.00000009")).isEqualTo(103);
    assertThat(withCallId("1172623588.023010")).isZero();
    assertThat(withCallId("1172623588023")).isZero();
    assertThat(withCallId("340282366920938463463374607431768211456")).isZero();
    assertThat(withCallId("340282366920938463463374607431768211455")).isEqualTo(103);
    assertThat(rpc.call("up.users.getLoggedInUser").get().errorCode()).isZero();
  }

  @Test
  void aCallIdThatIsNoNumberIsRefused() throws Exception {
    for (String wrong : List.of("x", "-1", "+1", "1e9", "1.", ".5", "1,5", " 1", "0x10", "1 2")) {
      assertThat(withCallId(wrong)).as(wrong).isEqualTo(103);
    }
    assertThat(withCallId("1")).isZero();
  }

  @Test
  void aCallWithAWrongSignatureUsesNoCallId() throws Exception {
    RpcCall call = rpc.call("up.users.getLoggedInUser").with("call_id", "5");
    assertThat(call.signedWith("wrong").get().errorCode()).isEqualTo(104);
    assertThat(call.signedWith(LiveRpc.SECRET).get().errorCode()).isZero();
  }

  @Test
  void aCallThatIsRefusedOtherwiseUsesItsCallId() throws Exception {
    RpcCall call = rpc.call("up.photos.createAlbum").with("call_id", "5");
    assertThat(call.post().errorCode()).isEqualTo(100);
    assertThat(call.with("name", "Now right").post().errorCode()).isEqualTo(103);
    assertThat(call.with("call_id", "6").post().errorCode()).isZero();
  }

  @Test
  void theSessionOfASuspendedMemberIsGoodAgainAfterwards() throws Exception {
    RpcCall call = rpc.call("up.users.getLoggedInUser").with("call_id", "5");
    rpc.memory.gallery().suspensions().suspend(LiveRpc.OWNER, true);
    assertThat(call.get().errorCode()).isEqualTo(10);
    rpc.memory.gallery().suspensions().suspend(LiveRpc.OWNER, false);
    assertThat(call.get().errorCode()).isZero();
  }

  @Test
  void sessionsAreUnknownForeignExpiredOrRevoked() throws Exception {
    RpcCall call = rpc.call("up.users.getLoggedInUser");
    for (String wrong : List.of("", "unknown", "with blank", "ü", "x".repeat(200))) {
      assertThat(call.with("session_key", wrong).get().errorCode()).as(wrong).isEqualTo(102);
    }
    desktopApplication();
    rpc.openSession(LiveRpc.OWNER, DESKTOP, "foreign", Optional.empty());
    assertThat(call.with("session_key", "foreign").get().errorCode()).isEqualTo(102);
    LiveRpc.registered(
        rpc.memory
            .gallery()
            .grants()
            .openSession(
                new TokenAdmin.OpenSession(
                    LiveRpc.OWNER,
                    new ApiKey(LiveRpc.API_KEY),
                    Optional.of(new SessionKey("short")),
                    Optional.empty(),
                    Optional.of(Duration.ofMinutes(5)))));
    call.with("session_key", "short");
    rpc.memory.clock().advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(call.get().errorCode()).isZero();
    rpc.memory.clock().advance(Duration.ofMillis(1));
    assertThat(call.get().errorCode()).isEqualTo(102);
    call.with("session_key", LiveRpc.SESSION);
    assertThat(call.get().errorCode()).isZero();
    rpc.memory.gallery().grants().revokeSession(new SessionKey(LiveRpc.SESSION));
    assertThat(call.get().errorCode()).isEqualTo(102);
  }

  @Test
  void aDesktopSessionSignsWithItsOwnSecretOrTheApplications() throws Exception {
    desktopApplication();
    rpc.openSession(LiveRpc.OTHER, DESKTOP, "desk", Optional.of("session-secret"));
    RpcCall call =
        rpc.call("up.users.getLoggedInUser").with("api_key", DESKTOP).with("session_key", "desk");
    assertThat(call.signedWith("session-secret").get().body()).contains(">7<");
    assertThat(call.signedWith("application-secret").get().errorCode()).isZero();
    assertThat(call.signedWith(LiveRpc.SECRET).get().errorCode()).isEqualTo(104);
    RpcCall list =
        rpc.call("up.community.getList").with("api_key", DESKTOP).with("session_key", "desk");
    assertThat(list.signedWith("session-secret").get().errorCode()).isZero();
    assertThat(list.signedWith("wrong").get().errorCode()).isEqualTo(104);
    assertThat(list.with("session_key", "other").signedWith("session-secret").get().errorCode())
        .isEqualTo(104);
    assertThat(list.without("session_key").signedWith("application-secret").get().errorCode())
        .isZero();
  }

  private int withCallId(String callId) throws Exception {
    return rpc.call("up.users.getLoggedInUser").with("call_id", callId).get().errorCode();
  }

  private void desktopApplication() {
    rpc.addApplication(
        new Registrations.NewApplication(
            "Desk",
            Optional.of(new ApiKey(DESKTOP)),
            Optional.of(new SharedSecret("application-secret")),
            Optional.of(new CommunityName("mycommunity")),
            false,
            List.of(),
            true,
            Optional.empty()));
  }
}
