package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.demo.DemoPictures;

/**
 * The commands of {@code docs/legacy-clients.md} work as documented, one after the other in one
 * shell. Aborted without the tools they use.
 */
class LegacyClientsPageTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().getParent().resolve("docs/legacy-clients.md");

  /** Commands, and their documented output. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^```sh\\n(.*?)^```$(?:(?:(?!```).)*?^```text\\n(.*?)^```$)?",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final String SERVER_OF_THE_PAGE = "http://127.0.0.1:8080";
  private static final String MARK = "-- end of an example --";

  @TempDir Path directory;

  private record Example(String commands, String printed) {}

  @Test
  void everyCommandPrintsWhatThePageTells() throws Exception {
    for (String tool : List.of("sh", "curl", "md5sum", "sed", "tr", "cut", "sort")) {
      Assumptions.assumeTrue(isThere(tool), "there is no " + tool);
    }
    try (ServerProcess server = ServerProcess.start(directory.resolve("data"))) {
      List<Example> examples = examples(server.url());
      List<String> printed = run(examples);
      for (int i = 0; i < examples.size(); i++) {
        assertThat(printed.get(i).strip())
            .as(examples.get(i).commands())
            .matches(pattern(examples.get(i).printed()));
      }
      assertThat(server.log())
          .doesNotContain("ERROR")
          .doesNotContain(secrets(String.join("\n", printed)));
    }
  }

  private static List<Example> examples(String url) throws IOException {
    List<Example> examples = new ArrayList<>();
    String page = Files.readString(PAGE);
    Matcher matcher = EXAMPLE.matcher(page.replace(SERVER_OF_THE_PAGE, url));
    while (matcher.find()) {
      String printed = Objects.requireNonNullElse(matcher.group(2), "");
      examples.add(new Example(matcher.group(1), printed.strip()));
    }
    assertThat(page.split("```sh", -1)).hasSize(examples.size() + 1);
    assertThat(page.split("```text", -1))
        .hasSize(1 + (int) examples.stream().filter(e -> !e.printed().isEmpty()).count());
    return examples;
  }

  /** The tokens, session keys and secrets in the output. */
  private static List<String> secrets(String printed) {
    List<String> secrets =
        Pattern.compile("(?:#approve=|\"session_key\":\"|\"secret\":\"|\"Secret\":\")([^\"\\s]+)")
            .matcher(printed)
            .results()
            .map(match -> match.group(1))
            .filter(secret -> secret.length() >= 16)
            .toList();
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(5);
    return secrets;
  }

  private static Pattern pattern(String printed) {
    return Pattern.compile(
        Arrays.stream(printed.split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private List<String> run(List<Example> examples) throws IOException, InterruptedException {
    Files.write(directory.resolve("photo.jpg"), DemoPictures.SUNSET.jpeg());
    StringBuilder script = new StringBuilder();
    for (Example example : examples) {
      script.append(example.commands()).append("echo; echo '").append(MARK).append("'\n");
    }
    Path file = Files.writeString(directory.resolve("page.sh"), script);
    Path output = directory.resolve("output");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-eu", file.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    shell.environment().put("PINACOTHECA_ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN);
    shell.environment().put("no_proxy", "127.0.0.1");
    Process process = shell.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the commands do not end: " + Files.readString(output));
    }
    String all = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as(all).isZero();
    List<String> printed = List.of(all.split(Pattern.quote(MARK), -1));
    assertThat(printed).as(all).hasSize(examples.size() + 1);
    return printed;
  }

  private static boolean isThere(String tool) {
    return Arrays.stream(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
