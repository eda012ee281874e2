package org.pinacotheca.http.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Representation;

/**
 * A JSON document that contains the public URL: the OpenAPI document, or the Postman collection
 * that is made of it. Thread-safe.
 */
public final class OpenApiHandler {
  public static final String PATH = "/openapi.json";
  public static final String POSTMAN_PATH = "/postman.json";

  private final String name;
  private final Supplier<String> publicUrl;
  private final Function<String, ObjectNode> document;
  private volatile @Nullable Written latest;

  private OpenApiHandler(
      String path, Supplier<String> publicUrl, Function<String, ObjectNode> document) {
    this.name = path.substring(1);
    this.publicUrl = publicUrl;
    this.document = document;
  }

  /** Serves the OpenAPI document. */
  public static OpenApiHandler ofDescription(Supplier<String> publicUrl) {
    return new OpenApiHandler(PATH, publicUrl, ApiDescription::at);
  }

  /** Serves the Postman collection. */
  public static OpenApiHandler ofPostman(Supplier<String> publicUrl) {
    return new OpenApiHandler(POSTMAN_PATH, publicUrl, PostmanCollection::at);
  }

  private record Written(String publicUrl, Future<EncodedResponse> answer) {
    /** After a failure, the next request tries again. */
    private boolean serves(String url) {
      return publicUrl.equals(url) && !answer.failed();
    }
  }

  public void handle(HttpExchange exchange) {
    exchange.serves(name);
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

  private EncodedResponse write(String url) {
    Buffer text = Buffer.buffer(document.apply(url).toString());
    return new EncodedResponse(
        200, EncodedResponse.OK, Map.of(), Representation.PLAIN_JSON.contentType(), text);
  }
}
