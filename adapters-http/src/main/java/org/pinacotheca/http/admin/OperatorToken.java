package org.pinacotheca.http.admin;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.http.exchange.Admission;
import org.pinacotheca.http.exchange.Exchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Answer;
import org.pinacotheca.transport.TrustedProxies;

/**
 * What an operator shows as his bearer token. Thread-safe.
 *
 * @param rates count who comes, and who comes with another token
 * @param proxies may say whom they speak for
 */
public record OperatorToken(String token, RateLimits rates, TrustedProxies proxies) {
  /** Why a request is not the operator's, or comes too often; one that guesses is counted. */
  Optional<Answer> refusal(Exchange exchange) {
    InetAddress from = Admission.address(exchange.request(), proxies);
    Optional<Answer> flood = rates.arrived(from).map(Refusals::rateLimited);
    if (flood.isPresent() || isShownBy(exchange)) {
      return flood;
    }
    rates.failed(from);
    return Optional.of(Refusals.unauthorized());
  }

  private boolean isShownBy(Exchange exchange) {
    String bearer = exchange.bearer();
    return bearer != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), bearer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "OperatorToken";
  }
}
