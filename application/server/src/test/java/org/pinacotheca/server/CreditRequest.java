package org.pinacotheca.server;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.pinacotheca.server.Marketplace.Offer;
import org.pinacotheca.server.Marketplace.Trader;

/** A write that moves credits. */
sealed interface CreditRequest {
  /** The member whose account it concerns. */
  Trader trader();

  /** Buys an album, permanently. */
  record Unlock(Trader trader, Offer album, Optional<String> key) implements CreditRequest {}

  /** Buys another week of a gallery. */
  record Subscribe(Trader trader, Offer plan, Optional<String> key) implements CreditRequest {}

  /** The operator's grant, whose reference makes it repeatable. */
  record Grant(Trader trader, BigDecimal amount, String reference) implements CreditRequest {}

  /** Whether it is idempotent. */
  default boolean isRepeatable() {
    return switch (this) {
      case Unlock request -> request.key().isPresent();
      case Subscribe request -> request.key().isPresent();
      case Grant _ -> true;
    };
  }

  /** Sends it once. */
  default SentRequest sendTo(ServerProcess server) {
    HttpRequest.Builder request =
        switch (this) {
          case Unlock(Trader buyer, Offer album, Optional<String> key) ->
              post(
                  server,
                  "/v1/Pictures/UnlockAlbum",
                  buyer.token(),
                  "{\"AlbumID\": %d, \"PinNumber\": \"%s\"}".formatted(album.id(), Marketplace.PIN),
                  key);
          case Subscribe(Trader buyer, Offer plan, Optional<String> key) ->
              post(
                  server,
                  "/v1/Pictures/Subscribe",
                  buyer.token(),
                  "{\"UserID\": %d, \"PricePlanID\": %d}".formatted(plan.owner().id(), plan.id()),
                  key);
          case Grant(Trader receiver, BigDecimal amount, String reference) ->
              post(
                  server,
                  "/admin/v1/credits",
                  ServerProcess.ADMIN_TOKEN,
                  "{\"UserID\": %d, \"Amount\": %s, \"Reference\": \"%s\"}"
                      .formatted(receiver.id(), amount, reference),
                  Optional.empty());
        };
    try {
      HttpResponse<String> response = server.send(request);
      return new SentRequest(this, response.statusCode(), response.body());
    } catch (UncheckedIOException e) {
      return new SentRequest(this, SentRequest.NO_ANSWER, String.valueOf(e.getMessage()));
    }
  }

  private static HttpRequest.Builder post(
      ServerProcess server, String path, String bearer, String json, Optional<String> key) {
    HttpRequest.Builder request =
        server.writing(path, bearer).POST(HttpRequest.BodyPublishers.ofString(json));
    key.ifPresent(word -> request.header("Idempotency-Key", word));
    return request;
  }
}
