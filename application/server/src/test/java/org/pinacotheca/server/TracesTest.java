package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.server.TraceCollector.Received;
import org.pinacotheca.server.config.Version;
import org.pinacotheca.server.wiring.Server;

/** The traces of a running server, as received by a collector. */
class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  /** Reports failures at once; the exporter would otherwise retry for about 15 seconds first. */
  private static final Map<String, String> OFTEN =
      Map.of("OTEL_BSP_SCHEDULE_DELAY", "50", "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");

  @TempDir Path directory;

  @Test
  void requestsOfBothApisAreTracesWithTheirParts() throws Exception {
    try (TraceCollector collector = TraceCollector.start();
        ServerProcess server = start("--traces", collector.url(), "--log-format", "json")) {
      new SecretRun(server, directory.resolve("data")).play();
      HttpRequest.Builder traced =
          server
              .writing("/v1/Pictures/GetFreeGallery?UserID=500", ServerProcess.ADMIN_TOKEN)
              .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
              .header("tracestate", "vendor=words-of-the-client")
              .header("X-Request-ID", "the-traced-one");
      assertThat(server.send(traced).statusCode()).isEqualTo(401);
      collector.awaitSpans("GET Pictures/GetFreeGallery", 1);
      stop(server);

      List<Received> spans = collector.spans();
      assertThat(spans).hasSizeGreaterThan(40);
      assertConnected(spans);
      assertThat(collector.resources())
          .isNotEmpty()
          .allSatisfy(resource ->
              assertThat(resource)
                  .containsEntry("service.name", "pinacotheca")
                  .containsEntry("service.version", Version.current()));
      assertThat(named(spans, "GET Pictures/GetFreeGallery"))
          .singleElement()
          .satisfies(span -> {
            assertThat(span.trace()).isEqualTo(TRACE);
            assertThat(span.parent()).isEqualTo(CALLER);
            assertThat(span.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(span.isFailed()).isFalse();
            assertThat(span.attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "Pictures/GetFreeGallery")
                .containsEntry("http.response.status_code", "401")
                .containsEntry("pinacotheca.request_id", "the-traced-one")
                .containsEntry("pinacotheca.outcome", "unauthorized");
          });
      assertThat(collector.bytes()).doesNotContain("words-of-the-client");
      assertThat(server.log().lines().filter(line -> line.contains("the-traced-one")))
          .singleElement()
          .satisfies(line ->
              assertThat(ServerProcess.json(line).at("/mdc/trace_id").textValue())
                  .isEqualTo(TRACE));
      assertThat(named(spans, "POST Groups/Pictures/CreateAlbum"))
          .singleElement()
          .satisfies(span ->
              assertThat(span.attributes())
                  .containsEntry("pinacotheca.actor", "501")
                  .containsEntry("pinacotheca.subject", "500"));
      assertThat(partsOf(spans, "POST Pictures/AddPictures"))
          .contains("read transaction", "write transaction", "render picture", "store picture");
      assertThat(partsOf(spans, "photos.getAlbums")).contains("read transaction");
      assertThat(partsOf(spans, "GET media")).contains("open picture");
      assertThat(spans).anyMatch(Received::isFailed);
      assertThat(spans).noneMatch(span -> span.name().contains("health"));
    }
  }

  @Test
  void aCollectorThatIsDownIsReportedOfNowAndThenAndStopsNobody() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (ServerProcess server = start("--traces", "http://127.0.0.1:" + closed + "/")) {
      ask(server, 300);
      String failure = "Failed to export spans";
      server.awaitLog(failure);
      assertThat(lost(server, "not_delivered")).isPositive();
      ask(server, 300);
      stop(server);
      assertThat(server.log().lines().filter(line -> line.contains(failure)))
          .hasSizeBetween(1, 10)
          .allMatch(line -> line.contains("ConnectException"));
      assertThat(server.log()).doesNotContain("\tat ");
    }
  }

  @Test
  void whatTheCollectorHasNoTimeForIsCounted() throws Exception {
    Map<String, String> small =
        Map.of(
            "PINACOTHECA_ADMIN_TOKEN",
            ServerProcess.ADMIN_TOKEN,
            "OTEL_BSP_MAX_QUEUE_SIZE",
            "20",
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
            "10",
            // It stalls during the whole test.
            "OTEL_BSP_EXPORT_TIMEOUT",
            "3600000",
            "OTEL_EXPORTER_OTLP_TIMEOUT",
            "3600000");
    try (TraceCollector collector = TraceCollector.startStandingStill();
        ServerProcess server =
            ServerProcess.start(directory.resolve("still"), small, "--traces", collector.url())) {
      assertThat(lost(server, "no_room")).isZero();
      ask(server, 100);
      assertThat(lost(server, "no_room")).isBetween(50.0, 90.0);
      collector.moveOn();
    }
  }

  private static double lost(ServerProcess server, String reason) {
    String line = "pinacotheca_traces_spans_lost_total{reason=\"" + reason + "\"} ";
    return server
        .get("/metrics", Map.of())
        .body()
        .lines()
        .filter(figure -> figure.startsWith(line))
        .mapToDouble(figure -> Double.parseDouble(figure.substring(line.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCollectorThatStandsStillStopsNobody() throws Exception {
    try (TraceCollector collector = TraceCollector.startStandingStill();
        ServerProcess server = start("--traces", collector.url())) {
      ask(server, 1);
      collector.awaitAsked();
      ask(server, 300);
      collector.moveOn();
      collector.awaitSpans("GET unknown", 301);
      stop(server);
      assertThat(named(collector.spans(), "GET unknown")).hasSize(301);
    }
  }

  @Test
  void theVariablesOfOpenTelemetryAreKept() throws Exception {
    Map<String, String> chosen =
        Map.of(
            "PINACOTHECA_ADMIN_TOKEN",
            ServerProcess.ADMIN_TOKEN,
            "OTEL_SERVICE_NAME",
            "gallery-of-the-club",
            "OTEL_TRACES_SAMPLER",
            "parentbased_always_off");
    try (TraceCollector collector = TraceCollector.start();
        ServerProcess server =
            ServerProcess.start(directory.resolve("data"), chosen, "--traces", collector.url())) {
      ask(server, 3);
      String parent = "00-" + TRACE + "-" + CALLER + "-01";
      assertThat(server.get("/no/such/path", Map.of("traceparent", parent)).statusCode())
          .isEqualTo(404);
      stop(server);
      assertThat(collector.spans()).extracting(Received::trace).containsExactly(TRACE);
      assertThat(collector.resources())
          .allSatisfy(it -> assertThat(it).containsEntry("service.name", "gallery-of-the-club"));
    }
  }

  @Test
  void nothingOfOpenTelemetryIsLoadedWhereNoTracesAreAskedFor() throws Exception {
    Path classes = directory.resolve("classes");
    Map<String, String> environment =
        Map.of(
            "PINACOTHECA_ADMIN_TOKEN",
            ServerProcess.ADMIN_TOKEN,
            "JAVA_TOOL_OPTIONS",
            // The AOT cache loads classes that are not used.
            "-XX:AOTMode=off -Xlog:class+load:file=" + classes);
    try (ServerProcess server = ServerProcess.start(directory.resolve("data"), environment)) {
      ask(server, 1);
      stop(server);
      assertThat(Files.readString(classes))
          .contains(Server.class.getName())
          .doesNotContain("io.opentelemetry");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_SAMPLER, sometimes, sometimes",
    "OTEL_EXPORTER_OTLP_HEADERS, key-of-the-collector, otel.exporter.otlp.headers"
  })
  void aVariableOfOpenTelemetryThatCannotBeUsedIsReported(
      String name, String value, String reported) throws Exception {
    ProcessBuilder command =
        ServerProcess.command(
            List.of("serve", "--data", directory.toString(), "--traces", "http://127.0.0.1:1"));
    command.environment().put(name, value);
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(2);
    assertThat(said.strip().lines()).as(said).hasSize(1);
    assertThat(said).contains(reported).doesNotContain("key-of-the-collector");
  }

  private ServerProcess start(String... more) throws Exception {
    Map<String, String> environment = new HashMap<>(OFTEN);
    environment.put("PINACOTHECA_ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN);
    return ServerProcess.start(directory.resolve("data"), environment, more);
  }

  private static void ask(ServerProcess server, int times) {
    for (int i = 0; i < times; i++) {
      HttpResponse<String> answer = server.get("/no/such/path", Map.of());
      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  private static void stop(ServerProcess server) throws InterruptedException {
    server.terminate();
    assertThat(server.awaitExit()).as(server.log()).isZero();
  }

  private static List<Received> named(List<Received> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  /** Every span except those of requests has a parent in its trace. */
  private static void assertConnected(List<Received> spans) {
    Map<String, Received> byId =
        spans.stream().collect(Collectors.toMap(Received::id, Function.identity()));
    for (Received span : spans) {
      if (span.kind() != Span.SpanKind.SPAN_KIND_SERVER) {
        assertThat(byId).as(span.toString()).containsKey(span.parent());
        assertThat(byId.get(span.parent()).trace()).isEqualTo(span.trace());
      }
    }
  }

  /** The names of all descendant spans of the requests of this name. */
  private static List<String> partsOf(List<Received> spans, String name) {
    List<String> traces = named(spans, name).stream().map(Received::trace).toList();
    assertThat(traces).as(name).isNotEmpty();
    return spans.stream()
        .filter(span -> traces.contains(span.trace()))
        .map(Received::name)
        .distinct()
        .toList();
  }
}
