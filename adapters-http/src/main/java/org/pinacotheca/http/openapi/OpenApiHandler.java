package org.pinacotheca.http.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Representation;

/** {@code /openapi.json}: the OpenAPI document with the public URL. Thread-safe. */
public final class OpenApiHandler {
  public static final String PATH = "/openapi.json";

  private final Supplier<String> publicUrl;
  private volatile @Nullable Written latest;

  public OpenApiHandler(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  private record Written(String publicUrl, Future<EncodedResponse> answer) {
    /** After a failure, the next request tries again. */
    private boolean serves(String url) {
      return publicUrl.equals(url) && !answer.failed();
    }
  }

  public void handle(HttpExchange exchange) {
    exchange.serves("openapi.json");
    exchange.speak(Representation.PLAIN_JSON);
    if (exchange.request().method().name().equals("GET")) {
      exchange.await(written(exchange.vertx()), exchange::send);
    } else {
      exchange.send(Refusals.wrongVerb("GET"));
    }
  }

  /**
   * Builds the document on first use, because most servers never need it, and only once for
   * concurrent requests.
   */
  private Future<EncodedResponse> written(Vertx vertx) {
    String url = publicUrl.get();
    Written known = latest;
    if (known != null && known.serves(url)) {
      return known.answer;
    }
    synchronized (this) {
      known = latest;
      if (known == null || !known.serves(url)) {
        Future<EncodedResponse> answer = vertx.executeBlocking(() -> write(url), false);
        known = new Written(url, answer);
        latest = known;
      }
      return known.answer;
    }
  }

  private static EncodedResponse write(String url) {
    ObjectNode description = ApiDescription.at(url);
    Buffer text = Buffer.buffer(description.toString());
    return new EncodedResponse(
        200, EncodedResponse.OK, Map.of(), Representation.PLAIN_JSON.contentType(), text);
  }
}
