package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a command, with the examples of its page in curl and JavaScript. */
class SandboxCommandTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().getParent().resolve("docs/sandbox.md");
  private static final Pattern JAVASCRIPT = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TABLE_CALL =
      Pattern.compile("\\| `(GET|POST) (/sandbox/v1/\\w+)` \\|");

  @TempDir static Path directory;
  private static ServerProcess sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = ServerProcess.startSandbox(directory);
    sandbox.awaitOutput("/postman.json");
  }

  @AfterAll
  static void stop() throws Exception {
    if (sandbox != null) {
      sandbox.terminate();
      sandbox.awaitExit();
      sandbox.close();
    }
  }

  @BeforeEach
  void reset() throws Exception {
    assertThat(send("POST", "/sandbox/v1/reset")).isEqualTo(200);
  }

  private static int send(String method, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sandbox.url() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void theCommandsOfThePageAnswerAsPrinted() throws Exception {
    Assumptions.assumeTrue(PageCommands.areThere("bash", "curl"), "there is no bash with curl");
    List<PageCommands.Command> printed = PageCommands.of("sandbox.md");
    assertThat(printed).hasSizeGreaterThan(8);
    List<String> lines = new ArrayList<>(List.of(sandbox.awaitOutput("export ").strip()));
    printed.forEach(command -> lines.add(command.line()));
    List<String> answers = PageCommands.run(directory, lines).subList(1, lines.size());
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i))
          .as(printed.get(i).line())
          .isEqualTo(printed.get(i).answer().strip());
    }
  }

  @Test
  void thePrintedCommandsAreDone() throws Exception {
    Assumptions.assumeTrue(PageCommands.areThere("bash", "curl"), "there is no bash with curl");
    List<String> lines =
        sandbox.output().stream()
            .map(String::strip)
            .filter(line -> line.startsWith("curl "))
            .map(line -> line.replaceFirst("curl", "curl -w '%{http_code}'"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(4);
    assertThat(PageCommands.run(directory, lines))
        .allSatisfy(answer -> assertThat(answer).endsWith("200"));
  }

  @Test
  void theExampleInJavaScriptPasses() throws Exception {
    Assumptions.assumeTrue(PageCommands.areThere("node"), "there is no node");
    Matcher example = JAVASCRIPT.matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(directory.resolve("sandbox.test.mjs"), example.group(1));
    ProcessBuilder builder =
        new ProcessBuilder("node", "--test", file.toString()).redirectErrorStream(true);
    builder.environment().put("GALLERY", sandbox.url());
    Process node = builder.start();
    String said = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(node.exitValue()).as(said).isZero();
  }

  @Test
  void everyCallOfThePageIsThere() throws Exception {
    Matcher call = TABLE_CALL.matcher(Files.readString(PAGE));
    int calls = 0;
    while (call.find()) {
      assertThat(send(call.group(1), call.group(2))).as(call.group()).isIn(200, 400);
      calls++;
    }
    assertThat(calls).isEqualTo(6);
  }

  @Test
  void aBadOptionIsReportedInOneLine() throws IOException {
    CommandLineTest.Run run = CommandLineTest.run(Map.of(), "sandbox", "--seed", "first");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'--seed'", "'first'").hasLineCount(1);
    assertThat(CommandLineTest.run(Map.of(), "sandbox", "--port", "x").err())
        .contains("--port must be a whole number");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      CommandLineTest.Run inUse = CommandLineTest.run(Map.of(), "sandbox", "--port", port);
      assertThat(inUse.status()).isEqualTo(1);
      assertThat(inUse.err()).contains("port " + port).hasLineCount(1);
    }
  }
}
