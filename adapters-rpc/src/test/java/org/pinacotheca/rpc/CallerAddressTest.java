package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.transport.TrustedProxies;

/** The client address of a call, and the addresses that may call. */
class CallerAddressTest extends LiveRpcTest {
  private static final List<AddressRange> PROXIES =
      Stream.of("10.0.0.0/8", "2001:db8:1::/48").map(AddressRange::new).toList();

  @Test
  void withoutAProxyTheHeaderCountsForNothing() {
    assertThat(address("198.51.100.7", "203.0.113.1")).isEqualTo(literal("198.51.100.7"));
    assertThat(address("198.51.100.7")).isEqualTo(literal("198.51.100.7"));
  }

  @Test
  void aKnownProxyIsBelieved() {
    assertThat(address("10.0.0.1", "203.0.113.1")).isEqualTo(literal("203.0.113.1"));
    assertThat(address("10.0.0.1", "2001:db8:2::1")).isEqualTo(literal("2001:db8:2::1"));
    assertThat(address("2001:db8:1::5", "[2001:db8:2::1]:4711"))
        .isEqualTo(literal("2001:db8:2::1"));
    assertThat(address("10.0.0.1", "203.0.113.1:4711")).isEqualTo(literal("203.0.113.1"));
    assertThat(address("::ffff:10.0.0.1", "203.0.113.1")).isEqualTo(literal("203.0.113.1"));
  }

  @Test
  void onlyTheLastOneBeforeTheKnownProxiesIsBelieved() {
    assertThat(address("10.0.0.1", "203.0.113.1, 198.51.100.7, 10.0.0.2"))
        .isEqualTo(literal("198.51.100.7"));
    assertThat(address("10.0.0.1", "203.0.113.1", "198.51.100.7"))
        .isEqualTo(literal("198.51.100.7"));
    assertThat(address("10.0.0.1", "10.0.0.3,10.0.0.2")).isEqualTo(literal("10.0.0.3"));
    assertThat(address("10.0.0.1")).isEqualTo(literal("10.0.0.1"));
  }

  @Test
  void whatIsNoAddressIsNobodys() {
    for (String wrong : List.of("unknown", "", "localhost", "[::1", "1.2.3.4.5", "_hidden")) {
      assertThat(address("10.0.0.1", wrong)).as(wrong).isEqualTo(literal("0.0.0.0"));
    }
  }

  @Test
  void onlyListedAddressesMayCall() throws Exception {
    assertThat(codeWith("127.0.0.0/8")).isZero();
    assertThat(codeWith("127.0.0.1")).isZero();
    assertThat(codeWith("0.0.0.0/0")).isZero();
    assertThat(codeWith("10.0.0.0/8", "127.0.0.1/32")).isZero();
    assertThat(codeWith("127.0.0.2")).isEqualTo(5);
    assertThat(codeWith("::/0")).isEqualTo(5);
    assertThat(codeWith("2001:db8::/32", "10.0.0.0/8")).isEqualTo(5);
  }

  private int codeWith(String... ranges) throws Exception {
    String key = "key-" + String.join("-", ranges).replaceAll("[^0-9a-f]", "_");
    rpc.addApplication(
        new Registrations.NewApplication(
            "Guarded",
            Optional.of(new ApiKey(key)),
            Optional.of(new SharedSecret("s")),
            Optional.of(new CommunityName("mycommunity")),
            false,
            Stream.of(ranges).map(AddressRange::new).toList(),
            false,
            Optional.empty()));
    return rpc.call("up.community.getList")
        .with("api_key", key)
        .without("session_key")
        .signedWith("s")
        .header("X-Forwarded-For", "10.1.2.3")
        .get()
        .errorCode();
  }

  private static InetAddress address(String remote, String... forwardedFor) {
    return new TrustedProxies(PROXIES).callerOf(literal(remote), List.of(forwardedFor));
  }

  private static InetAddress literal(String text) {
    return InetAddress.ofLiteral(text);
  }
}
