package org.pinacotheca.http.exchange;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/** Cross-origin requests (CORS) from the origins that the deployment allows. Thread-safe. */
public final class CrossOrigin {
  private static final String EXPOSED =
      "X-PictureIDs, X-Request-ID, Retry-After, ETag, Content-Range, Accept-Ranges";
  private static final String HEADERS =
      "Authorization, Content-Type, Accept, X-ApiKey, X-CaseType, X-MaskImages, X-Request-ID,"
          + " Idempotency-Key, Range, If-None-Match, If-Modified-Since, If-Range";
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> origins;

  public CrossOrigin(Set<String> origins) {
    this.origins = origins;
  }

  /** Whether the request is a CORS preflight. */
  public static boolean isPreflight(HttpServerRequest request) {
    return request.method().name().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** Adds the headers that let an allowed script read the response. */
  public void mark(HttpServerRequest request) {
    if (origins.isEmpty()) {
      return;
    }
    HttpServerResponse response = request.response();
    response.putHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    if (origin != null && isAllowed(origin)) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  /** Answers a preflight; for an origin that is not allowed, without CORS headers. */
  public void answerPreflight(HttpExchange exchange, String methods) {
    HttpServerResponse response = exchange.response();
    String origin = exchange.request().getHeader("Origin");
    if (origin != null && isAllowed(origin)) {
      response.putHeader("Access-Control-Allow-Methods", methods);
      response.putHeader("Access-Control-Allow-Headers", HEADERS);
      response.putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
    exchange.serves("preflight");
    response.setStatusCode(204).end();
  }

  private boolean isAllowed(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }
}
