package org.pinacotheca.http.admin;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Response;

/**
 * Authenticates operators by the admin token. Thread-safe.
 *
 * @param rates count requests, and those with a wrong token
 */
public record AdminAuthentication(String token, RateLimits rates) {
  /** Why a request is refused: a wrong token, which is counted, or too many requests. */
  Optional<Response> refusal(HttpExchange exchange) {
    InetAddress from = exchange.address();
    Optional<Response> flood = rates.arrived(from).map(Refusals::rateLimited);
    if (flood.isPresent() || isShownBy(exchange)) {
      return flood;
    }
    rates.failed(from);
    return Optional.of(Refusals.UNAUTHORIZED);
  }

  private boolean isShownBy(HttpExchange exchange) {
    String bearer = exchange.bearer();
    return bearer != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), bearer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AdminAuthentication";
  }
}
