package org.pinacotheca.domain.client;

import java.net.InetAddress;
import java.util.HexFormat;

/**
 * What counts as one client where only the address is known: an IPv4 address, or the first 64 bits
 * of an IPv6 address, because a provider gives each of its customers at least so much of it.
 *
 * @param digits those bytes in hexadecimal
 */
public record ClientNetwork(String digits) {
  private static final int IPV6_NETWORK_BYTES = 8;

  /** The network of an address. */
  public static ClientNetwork of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new ClientNetwork(
        HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES)));
  }
}
