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

/** The commands of a page, each with the answer that is printed below it, and a shell for them. */
final class PageCommands {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final String END_OF_ANSWER = "-- end of answer --";
  private static final Pattern BLOCK = Pattern.compile("\n```\n(\\$ .*?)```", Pattern.DOTALL);

  private PageCommands() {}

  /** A line that begins with a dollar sign, with the lines below it. */
  record Command(String line, String answer) {}

  /** Whether there is a shell with these programs. */
  static boolean areThere(String... programs) {
    String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(programs)
        .allMatch(program ->
            Stream.of(folders.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
  }

  /** The commands of the first block of a page that begins with one. */
  static List<Command> of(String page) throws IOException {
    var block = BLOCK.matcher(Files.readString(ROOT.resolve("docs").resolve(page)));
    assertThat(block.find()).as("the commands of " + page).isTrue();
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

  /** Runs the lines in one shell; returns the output of each. */
  static List<String> run(Path directory, List<String> lines) throws Exception {
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
