package org.pinacotheca.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.AddressRange;

/**
 * The proxies whose {@code X-Forwarded-For} is believed. Its addresses count only from a trusted
 * proxy, and only along an unbroken chain of trusted proxies.
 */
public record TrustedProxies(List<AddressRange> ranges) {
  /** Trusts no proxy. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");

  /** Stands for an unknown address; lies in no range except one of all addresses. */
  private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /** The client address of a request; {@code 0.0.0.0} when unknown. */
  public InetAddress callerOf(HttpServerRequest request) {
    // The connection has the address already; no need to parse a text.
    return request.connection() instanceof ConnectionBase connection
            && connection.channelHandlerContext().channel().remoteAddress()
                instanceof InetSocketAddress remote
        ? callerOf(remote.getAddress(), request.headers().getAll(FORWARDED_FOR))
        : UNKNOWN;
  }

  /**
   * As above.
   *
   * @param remoteAddress the address at the other end of the connection
   * @param forwardedFor the values of {@code X-Forwarded-For} as they came
   */
  public InetAddress callerOf(InetAddress remoteAddress, List<String> forwardedFor) {
    InetAddress address = remoteAddress;
    List<String> reported = new ArrayList<>();
    for (String header : forwardedFor) {
      reported.addAll(List.of(header.split(",", -1)));
    }
    for (String hop : reported.reversed()) {
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

  /** Parses an address with an optional port, never a host name. */
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
