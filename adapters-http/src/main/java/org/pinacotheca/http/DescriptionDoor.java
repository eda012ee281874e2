package org.pinacotheca.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json}: the description of the API at its public address. Thread-safe. */
final class DescriptionDoor {
  static final String PATH = "/openapi.json";

  private final Supplier<String> publicUrl;
  private volatile @Nullable Written latest;

  DescriptionDoor(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  private record Written(String publicUrl, Rendered answer) {}

  void handle(Exchange exchange) {
    exchange.serves("openapi.json");
    exchange.speak(Dialect.PLAIN_JSON);
    if (exchange.request().method().name().equals("GET")) {
      exchange.run(() -> written().answer(), exchange::send);
    } else {
      exchange.send(Refusals.wrongVerb("GET"));
    }
  }

  /** Put together when it is first asked for: most servers are never asked. */
  private Written written() {
    String url = publicUrl.get();
    Written known = latest;
    if (known != null && known.publicUrl.equals(url)) {
      return known;
    }
    ObjectNode description = ApiDescription.at(url);
    byte[] bytes = description.toString().getBytes(StandardCharsets.UTF_8);
    Rendered answer = new Rendered(200, Map.of(), Dialect.PLAIN_JSON.contentType(), bytes);
    Written fresh = new Written(url, answer);
    latest = fresh;
    return fresh;
  }
}
