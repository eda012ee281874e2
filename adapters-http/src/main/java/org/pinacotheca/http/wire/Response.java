package org.pinacotheca.http.wire;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A response before it is encoded in the client's format. */
public record Response(int status, Map<String, String> headers, Optional<Content> content) {
  public Response {
    headers = Map.copyOf(headers);
  }

  /** Success without a body. */
  public static Response empty() {
    return new Response(200, Map.of(), Optional.empty());
  }

  public static <T> Response object(WireSchema<T> model, T value) {
    return new Response(200, Map.of(), Optional.of(new Content.Single<>(model, value)));
  }

  public static <T> Response array(WireSchema<T> model, List<T> values) {
    return new Response(200, Map.of(), Optional.of(new Content.Several<>(model, values)));
  }

  /** A bare amount. */
  public static Response amount(BigDecimal value) {
    return new Response(200, Map.of(), Optional.of(new Content.Amount(value)));
  }

  /** JSON that is not one of the contract's models. */
  public static Response json(JsonObject body) {
    return json(200, EncodedResponse.OK, body);
  }

  /**
   * As above, for a response that may be an error.
   *
   * @param outcome for the operator
   */
  public static Response json(int status, String outcome, JsonObject body) {
    return new Response(status, Map.of(), Optional.of(new Content.Plain(outcome, body)));
  }

  public static Response error(int status, ErrorBody body) {
    return new Response(status, Map.of(), Optional.of(new Content.Failure(body)));
  }

  public static Response error(int status, String code, String message) {
    return error(status, new ErrorBody(message, code, Map.of()));
  }

  /** The same response with one more header. */
  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, content);
  }

  /** The body of a response. */
  sealed interface Content {
    record Single<T>(WireSchema<T> model, T value) implements Content {}

    record Several<T>(WireSchema<T> model, List<T> values) implements Content {}

    record Amount(BigDecimal value) implements Content {}

    record Plain(String outcome, JsonObject body) implements Content {}

    record Failure(ErrorBody body) implements Content {}
  }
}
