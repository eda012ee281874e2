package org.pinacotheca.http;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client is told, before it is written in his dialect. */
record Answer(int status, Map<String, String> headers, Optional<Content> content) {
  Answer {
    headers = Map.copyOf(headers);
  }

  /** Success with nothing to say. */
  static Answer empty() {
    return new Answer(200, Map.of(), Optional.empty());
  }

  static <T> Answer object(Model<T> model, T value) {
    return new Answer(200, Map.of(), Optional.of(new Content.Single<>(model, value)));
  }

  static <T> Answer array(Model<T> model, List<T> values) {
    return new Answer(200, Map.of(), Optional.of(new Content.Several<>(model, values)));
  }

  /** A bare amount. */
  static Answer amount(BigDecimal value) {
    return new Answer(200, Map.of(), Optional.of(new Content.Amount(value)));
  }

  static Answer error(int status, ErrorBody body) {
    return new Answer(status, Map.of(), Optional.of(new Content.Failure(body)));
  }

  static Answer error(int status, String code, String message) {
    return error(status, new ErrorBody(message, code, Map.of()));
  }

  /** The same answer with one more header. */
  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, content);
  }

  /** The body of an answer. */
  sealed interface Content {
    record Single<T>(Model<T> model, T value) implements Content {}

    record Several<T>(Model<T> model, List<T> values) implements Content {}

    record Amount(BigDecimal value) implements Content {}

    record Failure(ErrorBody body) implements Content {}
  }
}
