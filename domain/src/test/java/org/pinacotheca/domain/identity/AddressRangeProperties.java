package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressRangeProperties {
  @Property
  void anAddressIsInARangeWhenTheirPrefixesAreEqual(
      @ForAll @Size(4) byte[] network,
      @ForAll @Size(4) byte[] candidate,
      @ForAll @IntRange(max = 32) int prefix)
      throws UnknownHostException {
    assertContainsLikePrefix(network, candidate, prefix);
    assertContainsLikePrefix(network, sharingPrefix(network, candidate, prefix), prefix);
  }

  @Property
  void soItIsForLongAddresses(
      @ForAll @Size(16) byte[] network,
      @ForAll @Size(16) byte[] candidate,
      @ForAll @IntRange(max = 128) int prefix)
      throws UnknownHostException {
    // The platform takes an IPv4-mapped IPv6 address for an IPv4 address.
    network[0] = 0x20;
    candidate[0] = (byte) (candidate[0] | 0x20);
    assertContainsLikePrefix(network, candidate, prefix);
    byte[] sharing = sharingPrefix(network, candidate, prefix);
    sharing[0] = (byte) (sharing[0] | 0x20);
    assertContainsLikePrefix(network, sharing, prefix);
  }

  @Example
  void anAddressAloneIsTheRangeOfItself() {
    AddressRange alone = new AddressRange("192.0.2.1");
    assertThat(alone.contains(InetAddress.ofLiteral("192.0.2.1"))).isTrue();
    assertThat(alone.contains(InetAddress.ofLiteral("192.0.2.2"))).isFalse();
    assertThat(new AddressRange("::1").contains(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(new AddressRange("0.0.0.0/0").contains(InetAddress.ofLiteral("203.0.113.9")))
        .isTrue();
    assertThat(new AddressRange("::/0").contains(InetAddress.ofLiteral("203.0.113.9"))).isFalse();
    assertThat(new AddressRange("0.0.0.0/0").contains(InetAddress.ofLiteral("2001:db8::1")))
        .isFalse();
  }

  @Example
  void namesAndNonsenseAreNoRanges() {
    for (String bad :
        List.of(
            "",
            "localhost",
            "192.0.2.0/33",
            "2001:db8::/129",
            "192.0.2.0/",
            "/8",
            "1.2.3.4/-1",
            "1.2.3.4/8/8",
            "1.2.3.256",
            "1.2.3.4 ",
            "1.2.3.4/999")) {
      assertThatThrownBy(() -> new AddressRange(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertContainsLikePrefix(byte[] network, byte[] candidate, int prefix)
      throws UnknownHostException {
    int shift = network.length * 8 - prefix;
    boolean samePrefix =
        new BigInteger(1, network)
            .shiftRight(shift)
            .equals(new BigInteger(1, candidate).shiftRight(shift));
    String cidr = InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;
    assertThat(new AddressRange(cidr).contains(InetAddress.getByAddress(candidate)))
        .as("%s in %s", InetAddress.getByAddress(candidate), cidr)
        .isEqualTo(samePrefix);
  }

  private static byte[] sharingPrefix(byte[] network, byte[] candidate, int prefix) {
    byte[] sharing = candidate.clone();
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      sharing[bit / 8] = (byte) ((sharing[bit / 8] & ~mask) | (network[bit / 8] & mask));
    }
    return sharing;
  }
}
