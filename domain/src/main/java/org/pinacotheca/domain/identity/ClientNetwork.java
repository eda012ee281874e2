package org.pinacotheca.domain.identity;

import java.net.InetAddress;

/**
 * The network that counts as one client where only the address is known: an IPv4 address, or the
 * first 64 bits of an IPv6 address, because providers give each customer at least such a network.
 *
 * @param prefix the bytes of the network, the first in the highest bits used
 * @param isWide whether it is an IPv6 network
 */
public record ClientNetwork(long prefix, boolean isWide) {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_NETWORK_BYTES = 8;

  /** The network of an address. */
  public static ClientNetwork of(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isWide = bytes.length > IPV4_BYTES;
    long prefix = 0;
    for (int at = 0; at < (isWide ? IPV6_NETWORK_BYTES : IPV4_BYTES); at++) {
      prefix = prefix << Byte.SIZE | Byte.toUnsignedLong(bytes[at]);
    }
    return new ClientNetwork(prefix, isWide);
  }
}
