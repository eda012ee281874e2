package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that the demo prints and those of the page on selling work, with the documented
 * output. Aborted without bash and curl.
 */
class DemoTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final String LAST_LINE = "/v1/Pictures/GetFreeGallery";
  private static final String END_OF_ANSWER = "-- end of answer --";
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+");
  private static final Pattern SELLING = Pattern.compile("\n```\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;
  private ServerProcess demo;

  private record Command(String line, String answer) {}

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(isThere("bash") && isThere("curl"), "there is no bash with curl");
    demo = ServerProcess.startDemo(directory);
    demo.awaitOutput(LAST_LINE);
  }

  @AfterEach
  void stop() throws Exception {
    if (demo != null) {
      demo.terminate();
      assertThat(demo.awaitExit()).as(demo.log()).isZero();
      demo.close();
    }
  }

  private static boolean isThere(String program) {
    String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(folders.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void theCommandsOfSellingAnswerAsPrinted() throws Exception {
    List<Command> printed = sellingCommands();
    assertThat(printed).hasSizeGreaterThan(8);
    String export =
        demo.output().stream().filter(line -> line.strip().startsWith("export ")).findFirst().get();
    List<String> lines = new ArrayList<>(List.of(export));
    printed.forEach(command -> lines.add(command.line()));
    List<String> answers = run(lines).subList(1, lines.size());
    for (int i = 0; i < answers.size(); i++) {
      assertThat(comparable(answers.get(i)))
          .as(printed.get(i).line())
          .isEqualTo(comparable(printed.get(i).answer()));
    }
  }

  /** The lines that begin with a dollar sign, each with the lines below it. */
  private static List<Command> sellingCommands() throws IOException {
    var block = SELLING.matcher(Files.readString(ROOT.resolve("docs/selling.md")));
    assertThat(block.find()).as("the commands of selling").isTrue();
    List<Command> commands = new ArrayList<>();
    for (String command : block.group(1).substring(2).split("\n\\$ ")) {
      int end = command.replace("\\\n", "  ").indexOf('\n');
      commands.add(
          end < 0
              ? new Command(command, "")
              : new Command(command.substring(0, end), command.substring(end)));
    }
    return commands;
  }

  /** Without white space, and with equal instants. */
  private static String comparable(String answer) {
    return INSTANT.matcher(answer.replaceAll("\\s+", "")).replaceAll("INSTANT");
  }

  @Test
  void everyCommandOfTheDemoIsDone() throws Exception {
    String commands = String.join("\n", demo.output());
    List<String> lines =
        Pattern.compile("^ +(curl (?:.*\\\\\n)*.*)$", Pattern.MULTILINE)
            .matcher(commands)
            .results()
            .map(match -> match.group(1).replaceFirst("curl", "curl -w '%{http_code}'"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(14);
    List<String> answers = run(lines);
    for (int i = 0; i < lines.size(); i++) {
      boolean isWrongPin = lines.get(i).contains("\"0000\"");
      assertThat(answers.get(i)).as(lines.get(i)).endsWith(isWrongPin ? "403" : "200");
    }
    assertThat(answers)
        .anySatisfy(answer -> assertThat(answer).contains("\"Code\":\"wrong_pin\""))
        .anySatisfy(answer -> assertThat(answer).contains("\"Charged\":2.50,\"Balance\":27.50"))
        .anySatisfy(answer -> assertThat(answer).contains("\"Charged\":4.00,\"Balance\":23.50"))
        .anySatisfy(answer -> assertThat(answer).isEqualTo("23.50200"));
  }

  /** Runs the lines in one shell; returns the output of each. */
  private List<String> run(List<String> lines) throws Exception {
    StringBuilder script = new StringBuilder();
    lines.forEach(line ->
        script.append(line).append("\nprintf '\\n%s\\n' '").append(END_OF_ANSWER).append("'\n"));
    Path file = Files.writeString(directory.resolve("commands"), script);
    Process shell =
        new ProcessBuilder("bash", file.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<String> answers = Stream.of(said.split(END_OF_ANSWER + "\n")).map(String::strip).toList();
    assertThat(answers).as(said).hasSameSizeAs(lines);
    return answers;
  }
}
