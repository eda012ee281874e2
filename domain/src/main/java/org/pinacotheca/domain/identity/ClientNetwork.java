package org.pinacotheca.domain.identity;

import java.net.InetAddress;

/**
 * What counts as one client where only the address is known: an IPv4 address, or the first 64 bits
 * of an IPv6 address, because a provider gives each of its customers at least so much of it.
 *
 * @param prefix those bytes, the first of them in the highest bits that are used
 * @param isWide whether it is a network of IPv6
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
