package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
  private static final String LAST_LINE = "/v1/Pictures/GetFreeGallery";
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+");

  @TempDir Path directory;
  private ServerProcess demo;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(PageCommands.areThere("bash", "curl"), "there is no bash with curl");
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

  @Test
  void theCommandsOfSellingAnswerAsPrinted() throws Exception {
    List<PageCommands.Command> printed = PageCommands.of("selling.md");
    assertThat(printed).hasSizeGreaterThan(8);
    String export =
        demo.output().stream().filter(line -> line.strip().startsWith("export ")).findFirst().get();
    List<String> lines = new ArrayList<>(List.of(export));
    printed.forEach(command -> lines.add(command.line()));
    List<String> answers = PageCommands.run(directory, lines).subList(1, lines.size());
    for (int i = 0; i < answers.size(); i++) {
      assertThat(comparable(answers.get(i)))
          .as(printed.get(i).line())
          .isEqualTo(comparable(printed.get(i).answer()));
    }
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
    List<String> answers = PageCommands.run(directory, lines);
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
}
