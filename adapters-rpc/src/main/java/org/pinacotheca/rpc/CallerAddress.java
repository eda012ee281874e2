package org.pinacotheca.rpc;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.client.AddressRange;
import org.pinacotheca.rpc.wire.RpcRequest;

/**
 * From which address a call came. What a proxy tells of its client counts only when the proxy is a
 * known one, and only as far as known proxies told it one another.
 */
final class CallerAddress {
  /** Stands for an address that nobody can tell; lies in no range but one of all addresses. */
  private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

  private CallerAddress() {}

  static InetAddress of(RpcRequest request, List<AddressRange> trustedProxies) {
    InetAddress address = parse(request.remoteAddress()).orElse(UNKNOWN);
    List<String> told = new ArrayList<>();
    for (String header : request.forwardedFor()) {
      told.addAll(List.of(header.split(",", -1)));
    }
    for (String hop : told.reversed()) {
      if (!isTrusted(address, trustedProxies)) {
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

  private static boolean isTrusted(InetAddress address, List<AddressRange> trustedProxies) {
    return trustedProxies.stream().anyMatch(range -> range.contains(address));
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
