package org.pinacotheca.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.AddressRange;

/**
 * The proxies whose {@code X-Forwarded-For} is believed. What a proxy tells of its client counts
 * only when the proxy is a known one, and only as far as known proxies told it one another.
 */
public record TrustedProxies(List<AddressRange> ranges) {
  /** Nobody is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** Stands for an address that nobody can tell; lies in no range but one of all addresses. */
  private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /**
   * From which address a request came; {@code 0.0.0.0} where nobody can tell.
   *
   * @param remoteAddress the address at the other end of the connection
   * @param forwardedFor the values of {@code X-Forwarded-For} as they came
   */
  public InetAddress callerOf(String remoteAddress, List<String> forwardedFor) {
    return callerOf(parse(remoteAddress).orElse(UNKNOWN), forwardedFor);
  }

  /** The same where the address at the other end need not be read from a text. */
  public InetAddress callerOf(InetAddress remoteAddress, List<String> forwardedFor) {
    InetAddress address = remoteAddress;
    List<String> told = new ArrayList<>();
    for (String header : forwardedFor) {
      told.addAll(List.of(header.split(",", -1)));
    }
    for (String hop : told.reversed()) {
      if (!isTrusted(address)) {
        return address;
      }
      Optional<InetAddress> next = parse(hop.strip());
      if (next.isEmpty()) {
        return UNKNOWN;
      }
      address = next.get();
    }
    return address;
  }

  private boolean isTrusted(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** Reads an address, with or without a port behind it, never a name. */
  private static Optional<InetAddress> parse(String text) {
    String bare = withoutPort(text);
    int zone = bare.indexOf('%');
    try {
      return Optional.of(InetAddress.ofLiteral(zone < 0 ? bare : bare.substring(0, zone)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    boolean onlyOne = colon >= 0 && colon == text.lastIndexOf(':');
    return onlyOne ? text.substring(0, colon) : text;
  }
}
