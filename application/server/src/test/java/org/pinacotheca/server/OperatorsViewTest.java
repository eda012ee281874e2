package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a running server, and must never see. */
class OperatorsViewTest {
  private static final Pattern METRIC = Pattern.compile("\\b(?:pinacotheca|jvm|process)_[a-z_]+");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private static final Map<String, Seen> SEEN = new HashMap<>();

  @TempDir Path directory;

  /** What can be seen of a whole run, the log once the server has ended. */
  private record Seen(
      Set<String> secrets, String log, HttpResponse<String> figures, String audit, String traces) {
    private static Seen of(Path data, String format) throws Exception {
      try (TraceCollector collector = TraceCollector.start();
          ServerProcess server =
              ServerProcess.start(data, "--log-format", format, "--traces", collector.url())) {
        SecretRun run = new SecretRun(server, data);
        run.play();
        for (int i = 0; i < 50; i++) {
          server.get("/no/such/path/" + i, Map.of());
        }
        HttpResponse<String> figures = awaitFigures(server);
        String audit =
            server
                .get("/admin/v1/audit?PageSize=100", SecretRun.bearer(ServerProcess.ADMIN_TOKEN))
                .body();
        server.terminate();
        assertThat(server.awaitExit()).isZero();
        return new Seen(run.secrets(), server.log(), figures, audit, collector.bytes());
      }
    }

    /** The last log line about a request. */
    private String line(String requestId) {
      return log.lines()
          .filter(it -> it.contains(requestId))
          .reduce((_, last) -> last)
          .orElseThrow(() -> new AssertionError("no line of the log is about " + requestId));
    }
  }

  @BeforeAll
  static void playWithEachFormat(@TempDir Path directory) throws Exception {
    for (String format : List.of("text", "json")) {
      SEEN.put(format, Seen.of(directory.resolve(format), format));
    }
  }

  private static Seen seen(String format) {
    return Objects.requireNonNull(SEEN.get(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void noSecretOfAWholeRunIsSeenAnywhere(String format) {
    Seen seen = seen(format);
    assertThat(seen.secrets).hasSizeGreaterThan(20).allMatch(secret -> secret.length() >= 4);
    assertThat(seen.line(SecretRun.LAST_REQUEST_ID)).isNotEmpty();
    // JSON may escape a slash with a backslash.
    String log = seen.log.replace("\\/", "/");
    for (String secret : seen.secrets) {
      assertThat(log).doesNotContain(secret);
      assertThat(seen.figures.body()).doesNotContain(secret);
      assertThat(seen.audit).doesNotContain(secret);
      assertThat(seen.traces).doesNotContain(secret);
    }
    assertThat(seen.traces)
        .doesNotContain(SecretRun.API_KEY)
        .contains("POST Pictures/UnlockAlbum", "photos.getAlbums", "storage_unavailable");
    assertThat(log)
        .doesNotContain(SecretRun.API_KEY)
        .contains(
            "Pictures/UnlockAlbum",
            "photos.getAlbums",
            "incorrect_signature",
            "storage_unavailable");
  }

  @Test
  void aLineOfTheLogTellsWhoDidWhatForWhom() {
    Seen seen = seen("json");
    JsonNode byManager = ServerProcess.json(seen.line(SecretRun.MANAGERS_REQUEST_ID));
    assertThat(byManager.at("/mdc/actor").textValue()).isEqualTo("501");
    assertThat(byManager.at("/mdc/subject").textValue()).isEqualTo("500");
    assertThat(byManager.at("/mdc/operation").textValue()).isEqualTo("Groups/Pictures/CreateAlbum");
    assertThat(byManager.at("/mdc/status").textValue()).isEqualTo("200");
    assertThat(byManager.at("/mdc/outcome").textValue()).isEqualTo("ok");
    assertThat(byManager.at("/mdc/application").textValue()).isEqualTo("0f0e0d");
    assertThat(byManager.get("formattedMessage").textValue())
        .startsWith("rest POST Groups/Pictures/CreateAlbum 200 ok ")
        .endsWith(" actor=501 subject=500 application=0f0e0d");
    JsonNode byProgram = ServerProcess.json(seen.line(SecretRun.PROGRAMS_REQUEST_ID));
    assertThat(byProgram.at("/mdc/api").textValue()).isEqualTo("rpc");
    assertThat(byProgram.at("/mdc/operation").textValue()).isEqualTo("photos.getAlbums");
    assertThat(byProgram.at("/mdc/actor").textValue()).isEqualTo("500");
  }

  @Test
  void figuresTellWhatHappenedAndTheDashboardShowsOnlyFiguresThatExist() throws Exception {
    HttpResponse<String> answer = seen("text").figures;
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(figure(answer, "pinacotheca_requests_total", "Pictures/UnlockAlbum", "wrong_pin"))
        .hasValue(1.0);
    assertThat(figure(answer, "pinacotheca_requests_total", "Pictures/UnlockAlbum", "\"ok\""))
        .hasValue(1.0);
    assertThat(figure(answer, "pinacotheca_requests_total", "Pictures/CreateAlbum", "replayed"))
        .hasValue(1.0);
    assertThat(
            figure(answer, "pinacotheca_requests_total", "photos.getAlbums", "incorrect_signature"))
        .hasValue(1.0);
    assertThat(figure(answer, "pinacotheca_requests_total", "\"unknown\"", "route_not_found"))
        .hasValue(52.0);
    assertThat(figure(answer, "pinacotheca_picture_duration_seconds_count", "kept")).hasValue(1.0);
    assertThat(figure(answer, "pinacotheca_picture_duration_seconds_count", "faulty"))
        .hasValue(1.0);
    assertThat(figure(answer, "pinacotheca_ledger_granted_credits", "")).hasValue(100.0);
    assertThat(figure(answer, "pinacotheca_ledger_held_credits", "")).hasValue(100.0);
    assertThat(answer.body()).doesNotContain("/no/such/path");
    Set<String> known =
        answer
            .body()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named(Files.readString(Path.of("../../docs/dashboard.json"))))
        .hasSizeGreaterThan(12)
        .isSubsetOf(known);
    assertThat(named(Files.readString(Path.of("../../docs/operating.md")))).isSubsetOf(known);
  }

  /** A minute may end meanwhile. */
  private static void assertGuessesAreStopped(LocalServer server) {
    int status = 401;
    for (int guess = 0; guess < 6 && status == 401; guess++) {
      status = server.get("/metrics", SecretRun.bearer("guess " + guess)).statusCode();
    }
    assertThat(status).isEqualTo(429);
  }

  @Test
  void theOperatorChoosesWhoMayReadTheFigures() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            directory.resolve("data"), "--metrics", "admin", "--rate-failures", "3")) {
      assertThat(server.get("/metrics", Map.of()).statusCode()).isEqualTo(401);
      assertThat(server.get("/metrics", SecretRun.bearer("another token altogether")).statusCode())
          .isEqualTo(401);
      assertThat(server.get("/metrics", SecretRun.bearer(ServerProcess.ADMIN_TOKEN)).statusCode())
          .isEqualTo(200);
      assertThat(server.post("/metrics", ServerProcess.ADMIN_TOKEN, "{}").statusCode())
          .isEqualTo(405);
      assertGuessesAreStopped(server);
    }
    try (LocalServer server = LocalServer.start(directory.resolve("data"), "--metrics", "off")) {
      assertThat(server.get("/metrics", SecretRun.bearer(ServerProcess.ADMIN_TOKEN)).statusCode())
          .isEqualTo(404);
    }
  }

  private static Set<String> named(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The metrics once the ledger totals, which are computed periodically, are available. */
  private static HttpResponse<String> awaitFigures(ServerProcess server)
      throws InterruptedException {
    Instant limit = Instant.now().plus(TIMEOUT);
    while (Instant.now().isBefore(limit)) {
      HttpResponse<String> answer = server.get("/metrics", Map.of());
      assertThat(answer.statusCode()).isEqualTo(200);
      if (figure(answer, "pinacotheca_ledger_granted_credits", "").orElse(0.0) > 0) {
        return answer;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the ledger was not added up in time");
  }

  /** The metric of this name whose labels contain these words. */
  private static Optional<Double> figure(
      HttpResponse<String> answer, String name, String... words) {
    List<String> lines =
        answer
            .body()
            .lines()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> List.of(words).stream().allMatch(line::contains))
            .toList();
    assertThat(lines).as(name + List.of(words)).hasSizeLessThan(2);
    return lines.stream()
        .findFirst()
        .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)));
  }
}
