package org.pinacotheca.server;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.pinacotheca.server.Bazaar.Offer;
import org.pinacotheca.server.Bazaar.Trader;

/** A write that moves credits. */
sealed interface Wish {
  /** The member whose account it concerns. */
  Trader trader();

  /** Buys an album, permanently. */
  record Unlock(Trader trader, Offer album, Optional<String> key) implements Wish {}

  /** Buys another week of a gallery. */
  record Subscribe(Trader trader, Offer plan, Optional<String> key) implements Wish {}

  /** The operator's grant, whose reference makes it repeatable. */
  record Grant(Trader trader, BigDecimal amount, String reference) implements Wish {}

  /** Whether it is idempotent. */
  default boolean isRepeatable() {
    return switch (this) {
      case Unlock wish -> wish.key().isPresent();
      case Subscribe wish -> wish.key().isPresent();
      case Grant _ -> true;
    };
  }

  /** Sends it once. */
  default Deal sendTo(ServerProcess server) {
    HttpRequest.Builder request =
        switch (this) {
          case Unlock(Trader buyer, Offer album, Optional<String> key) ->
              post(
                  server,
                  "/v1/Pictures/UnlockAlbum",
                  buyer.token(),
                  "{\"AlbumID\": %d, \"PinNumber\": \"%s\"}".formatted(album.id(), Bazaar.PIN),
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
      return new Deal(this, response.statusCode(), response.body());
    } catch (UncheckedIOException e) {
      return new Deal(this, Deal.NO_ANSWER, String.valueOf(e.getMessage()));
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
