package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** Too many calls within a minute. The clock stands at 12:00:00.123456. */
class RateLimitsTest extends LiveRpcTest {
  private static final String CLIENT = "X-Forwarded-For";

  private void limit(int application, int member, int address, int failures) throws Exception {
    rpc.close();
    rpc =
        new LiveRpc(
                InMemoryGallery.limiting(
                    new RateSettings(application, member, address, failures, 0)),
                spool,
                RequestLimits.STANDARD,
                List.of(new AddressRange("127.0.0.1")),
                task -> Thread.ofVirtual().start(task))
            .withApplication();
  }

  private RpcCall whoAmI() {
    return rpc.call("up.users.getLoggedInUser");
  }

  @Test
  void theRateIsLookedAtAfterTheCallIdAndBeforeTheParameters() throws Exception {
    limit(0, 1, 0, 0);
    assertThat(whoAmI().with("call_id", "1").get().errorCode()).isZero();
    assertThat(whoAmI().with("call_id", "1").get().errorCode()).isEqualTo(103);
    assertThat(whoAmI().with("call_id", "x").get().errorCode()).isEqualTo(103);
    RpcReply limited = whoAmI().with("call_id", "2").with("community", "nowhere").get();
    assertThat(limited.errorCode()).isEqualTo(4);
    assertThat(limited.fields().get("error_msg")).contains("60 seconds");
    assertThat(whoAmI().with("call_id", "2").get().errorCode())
        .as("a rightly signed call has used its call_id")
        .isEqualTo(103);
  }

  @Test
  void anApplicationsCallsWithAndWithoutASessionCountTogether() throws Exception {
    limit(2, 0, 0, 0);
    assertThat(whoAmI().get().errorCode()).isZero();
    assertThat(rpc.call("up.community.getList").get().errorCode()).isZero();
    assertThat(whoAmI().get().errorCode()).isEqualTo(4);
    assertThat(rpc.call("up.community.getList").get().errorCode()).isEqualTo(4);
    assertThat(rpc.call("up.community.getList").signedWith("wrong").get().errorCode())
        .isEqualTo(104);
  }

  @Test
  void anAddressOverItsLimitIsReportedNothingElse() throws Exception {
    limit(0, 0, 1, 0);
    assertThat(whoAmI().header(CLIENT, "192.0.2.1").get().errorCode()).isZero();
    assertThat(rpc.call("up.nothing").header(CLIENT, "192.0.2.1").get().errorCode()).isEqualTo(4);
    assertThat(whoAmI().header(CLIENT, "192.0.2.2").get().errorCode()).isZero();
  }

  @Test
  void whoGuessesIsNotLookedUpAnyMore() throws Exception {
    limit(0, 0, 0, 3);
    assertThat(whoAmI().with("api_key", "nobody").get().errorCode()).isEqualTo(101);
    assertThat(whoAmI().signedWith("wrong").get().errorCode()).isEqualTo(104);
    assertThat(whoAmI().with("session_key", "nothing").get().errorCode()).isEqualTo(102);
    assertThat(whoAmI().get().errorCode()).isEqualTo(4);
    assertThat(whoAmI().header(CLIENT, "192.0.2.2").get().errorCode()).isZero();
  }
}
