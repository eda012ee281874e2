package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ClientNetworkProperties {
  @Property
  void eachIpv4AddressIsANetwork(@ForAll @Size(4) byte[] one, @ForAll @Size(4) byte[] other)
      throws UnknownHostException {
    assertThat(network(one).equals(network(other))).isEqualTo(Arrays.equals(one, other));
    assertThat(network(one)).isEqualTo(network(one.clone()));
  }

  @Property
  void theFirstHalfOfAnIpv6AddressIsItsNetwork(
      @ForAll @Size(16) byte[] one, @ForAll @Size(16) byte[] other) throws UnknownHostException {
    one[0] = 0x20;
    other[0] = 0x20;
    assertThat(network(one).equals(network(other)))
        .isEqualTo(Arrays.equals(one, 0, 8, other, 0, 8));
    System.arraycopy(one, 0, other, 0, 8);
    assertThat(network(other)).isEqualTo(network(one));
  }

  @Example
  void aNetworkOfIpv6IsNoneOfIpv4() {
    assertThat(ClientNetwork.of(InetAddress.ofLiteral("0:0:a01:203::1")))
        .isNotEqualTo(ClientNetwork.of(InetAddress.ofLiteral("10.1.2.3")));
  }

  private static ClientNetwork network(byte[] address) throws UnknownHostException {
    return ClientNetwork.of(InetAddress.getByAddress(address));
  }
}
