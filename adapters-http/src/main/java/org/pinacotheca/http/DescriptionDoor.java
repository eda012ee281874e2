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
    if (!exchange.request().method().name().equals("GET")) {
      exchange.send(Refusals.wrongVerb("GET"));
      return;
    }
    String url = publicUrl.get();
    Written known = latest;
    if (known != null && known.publicUrl.equals(url)) {
      exchange.send(known.answer);
    } else {
      exchange.run(() -> write(url), exchange::send);
    }
  }

  /** Put together when it is first asked for: most servers are never asked. */
  private Rendered write(String url) {
    ObjectNode description = ApiDescription.at(url);
    byte[] bytes = description.toString().getBytes(StandardCharsets.UTF_8);
    Rendered answer =
        new Rendered(200, Rendered.OK, Map.of(), Dialect.PLAIN_JSON.contentType(), bytes);
    latest = new Written(url, answer);
    return answer;
  }
}
