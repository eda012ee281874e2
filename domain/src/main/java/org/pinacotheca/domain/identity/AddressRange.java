package org.pinacotheca.domain.identity;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of IPv4 or IPv6 addresses in CIDR form, such as {@code 10.0.0.0/8}; a single address is a
 * range of one. Bits behind the prefix are ignored.
 */
public record AddressRange(String cidr) {
  private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f.:]{2,45}(/[0-9]{1,3})?");

  public AddressRange {
    if (!isWellFormed(cidr)) {
      throw new IllegalArgumentException(
          "an address range is like 192.0.2.0/24 or 2001:db8::/32, not '" + cidr + "'");
    }
  }

  /**
   * Whether the address lies in the range. An IPv4 address is never in an IPv6 range, nor the other
   * way round.
   */
  public boolean contains(InetAddress candidate) {
    byte[] network = address(cidr).getAddress();
    byte[] bytes = candidate.getAddress();
    if (network.length != bytes.length) {
      return false;
    }
    int prefix = prefixLength(cidr);
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((network[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWellFormed(String cidr) {
    try {
      return FORM.matcher(cidr).matches()
          && prefixLength(cidr) <= address(cidr).getAddress().length * 8;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static InetAddress address(String cidr) {
    int slash = cidr.indexOf('/');
    return InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
  }

  private static int prefixLength(String cidr) {
    int slash = cidr.indexOf('/');
    return slash < 0
        ? address(cidr).getAddress().length * 8
        : Integer.parseInt(cidr.substring(slash + 1));
  }
}
