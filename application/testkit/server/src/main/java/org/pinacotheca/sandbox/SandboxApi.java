package org.pinacotheca.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinacotheca.testkit.memory.ManualClock;

/** {@code /sandbox/v1}: what a test does with the sandbox itself. Thread-safe. */
final class SandboxApi {
  private static final String ROOT = "/sandbox";
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final int REQUESTS_MAX = 1_000_000;
  private static final int MILLIS_MAX = 60_000;
  private static final String WORLD = "/sandbox/v1/world";
  private static final String RESET = "/sandbox/v1/reset";
  private static final String CLOCK = "/sandbox/v1/clock";
  private static final String FAULTS = "/sandbox/v1/faults";
  private static final String REQUESTS = "/sandbox/v1/requests";
  private static final JsonMapper JSON = new JsonMapper();

  private final SandboxServer server;

  SandboxApi(SandboxServer server) {
    this.server = server;
  }

  /** Whether a request is for the sandbox itself. */
  static boolean serves(String uri) {
    return uri.equals(ROOT) || uri.startsWith(ROOT + "/") || uri.startsWith(ROOT + "?");
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
    router.get(WORLD).handler(answering(_ -> WorldDocument.of(server.gallery())));
    router.post(RESET).blockingHandler(answering(this::reset), false);
    router.get(CLOCK).handler(answering(_ -> clock()));
    router.post(CLOCK).handler(answering(this::setClock));
    router.post(FAULTS).blockingHandler(answering(this::plantFaults), false);
    router.get(REQUESTS).handler(answering(_ -> requests()));
    router.errorHandler(
        404,
        routing ->
            refuse(
                routing,
                404,
                "route_not_found",
                "A sandbox has " + String.join(", ", WORLD, RESET, CLOCK, FAULTS, REQUESTS) + "."));
    router.errorHandler(
        405,
        routing ->
            refuse(
                routing,
                405,
                "method_not_allowed",
                "GET is for what is read, POST for what is changed."));
    router.errorHandler(
        413,
        routing ->
            refuse(
                routing,
                413,
                "request_too_large",
                "The body must have at most " + BODY_BYTES_MAX + " bytes."));
    return router;
  }

  private static Handler<RoutingContext> answering(Function<String, JsonNode> operation) {
    return routing -> {
      JsonNode answer;
      try {
        String body = routing.body().asString(StandardCharsets.UTF_8.name());
        answer = operation.apply(body == null ? "" : body);
      } catch (BadBodyException e) {
        refuse(routing, 400, "invalid_fields", e.reason());
        return;
      }
      send(routing, 200, answer);
    };
  }

  private static void refuse(RoutingContext routing, int status, String code, String message) {
    send(routing, status, JSON.createObjectNode().put("Message", message).put("Code", code));
  }

  private static void send(RoutingContext routing, int status, JsonNode body) {
    routing
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(body.toString());
  }

  private JsonNode reset(String body) {
    OptionalLong seed =
        BodyFields.ofObject(body, List.of("Seed")).number("Seed", Long.MIN_VALUE, Long.MAX_VALUE);
    if (seed.isPresent()) {
      server.reset(seed.getAsLong());
    } else {
      server.reset();
    }
    return WorldDocument.of(server.gallery());
  }

  private ObjectNode clock() {
    return JSON.createObjectNode().put("Now", server.gallery().clock().instant().toString());
  }

  private JsonNode setClock(String body) {
    BodyFields fields = BodyFields.ofObject(body, List.of("Now", "Advance"));
    Optional<String> now = fields.text("Now");
    Optional<String> advance = fields.text("Advance");
    if (now.isPresent() == advance.isPresent()) {
      throw new BadBodyException(
          "The body must have either Now, such as 2026-04-01T12:00:00Z, or Advance, such as P1M.");
    }
    ManualClock clock = server.gallery().clock();
    now.ifPresent(time -> SandboxClock.set(clock, SandboxClock.instant(time)));
    advance.ifPresent(amount -> SandboxClock.advance(clock, SandboxClock.amount(amount)));
    return clock();
  }

  private JsonNode plantFaults(String body) {
    SandboxGallery sandbox = server.gallery();
    OperationNames operations = server.operations();
    List<PlannedFault> faults =
        BodyFields.ofArray(body, List.of("Operation", "After", "Times", "Fault", "Millis")).stream()
            .map(fields -> fault(fields, operations))
            .toList();
    sandbox.faults().plant(faults);
    ArrayNode planted = JSON.createArrayNode();
    for (PlannedFault fault : faults) {
      ObjectNode entry =
          planted
              .addObject()
              .put("Operation", fault.operation())
              .put("After", fault.after())
              .put("Times", fault.times())
              .put("Fault", fault.kind().word());
      if (fault.kind() == PlannedFault.Kind.SLOW) {
        entry.put("Millis", fault.delay().toMillis());
      }
    }
    return planted;
  }

  private static PlannedFault fault(BodyFields fields, OperationNames operations) {
    String operation =
        operations.find(
            fields
                .text("Operation")
                .orElseThrow(() -> new BadBodyException(OperationNames.EXAMPLES)));
    String words =
        Arrays.stream(PlannedFault.Kind.values())
            .map(PlannedFault.Kind::word)
            .collect(Collectors.joining(", "));
    PlannedFault.Kind kind =
        fields
            .text("Fault")
            .flatMap(PlannedFault.Kind::ofWord)
            .orElseThrow(() -> new BadBodyException("Fault must be one of " + words + "."));
    OptionalLong millis = fields.number("Millis", 1, MILLIS_MAX);
    if (millis.isPresent() != (kind == PlannedFault.Kind.SLOW)) {
      throw new BadBodyException("Millis must be there for the fault slow, and for no other one.");
    }
    return new PlannedFault(
        operation,
        (int) fields.number("After", 0, REQUESTS_MAX).orElse(0),
        (int) fields.number("Times", 1, REQUESTS_MAX).orElse(1),
        kind,
        Duration.ofMillis(millis.orElse(0)));
  }

  private JsonNode requests() {
    ArrayNode requests = JSON.createArrayNode();
    for (RecordedRequest recorded : server.gallery().requests().all()) {
      ObjectNode entry =
          requests
              .addObject()
              .put("Number", recorded.number())
              .put("Time", recorded.time().toString())
              .put("Method", recorded.method())
              .put("Path", recorded.path())
              .put("Operation", recorded.operation())
              .put("Fault", recorded.fault().map(PlannedFault.Kind::word).orElse(null));
      fill(entry, recorded.headers(), recorded.body());
      entry.putNull("Answer");
      recorded
          .answer()
          .ifPresent(answer ->
              fill(
                  entry.putObject("Answer").put("Status", answer.status()),
                  answer.headers(),
                  answer.body()));
    }
    return requests;
  }

  private static void fill(
      ObjectNode entry, Map<String, String> headers, RecordedRequest.Body body) {
    ObjectNode all = entry.putObject("Headers");
    headers.forEach(all::put);
    entry.put("Body", body.text().orElse(null)).put("BodyBytes", body.bytes());
  }
}
