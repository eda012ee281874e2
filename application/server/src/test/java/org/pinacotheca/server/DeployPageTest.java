package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.move.MoveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every documented setting and option exists. */
class DeployPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern VARIABLE = Pattern.compile("PINACOTHECA_[A-Z_]+");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  /** Lines about other programs with their own options. */
  private static final Pattern OTHERS =
      Pattern.compile("docker |^  --env |kubectl |openssl |mvnw |mc mb|pg_isready");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/deploy.md",
        "docs/deploy/compose.yaml",
        "docs/deploy/kubernetes.yaml",
        "docs/operating.md",
        "docs/several-nodes.md",
        "application/verification/container/pom.xml"
      })
  void everyVariableIsASetting(String page) throws IOException {
    Set<String> known =
        Arrays.stream(ServerSetting.values())
            .map(ServerSetting::variable)
            .collect(Collectors.toSet());
    known.add(SettingSources.CONFIG_VARIABLE);
    known.add(MoveCommand.TO_DATABASE_VARIABLE);
    known.add("PINACOTHECA_TOKEN");
    List<String> named =
        VARIABLE
            .matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map(match -> match.group())
            .toList();
    assertThat(named).as(page).isNotEmpty().isSubsetOf(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/deploy.md", "docs/operating.md", "docs/several-nodes.md"})
  void everyOptionIsOneOfTheProgram(String page) throws IOException {
    Set<String> known = new TreeSet<>();
    collect(Main.commands(), known);
    List<String> named =
        Files.readString(ROOT.resolve(page))
            .lines()
            .filter(line -> !OTHERS.matcher(line).find())
            .flatMap(line -> OPTION.matcher(line).results())
            .map(match -> match.group())
            .toList();
    assertThat(named).as(page).hasSizeGreaterThan(2).isSubsetOf(known);
  }

  private static void collect(CommandSpec spec, Set<String> options) {
    spec.options().forEach(option -> options.addAll(List.of(option.names())));
    for (CommandLine command : spec.subcommands().values()) {
      collect(command.getCommandSpec(), options);
    }
  }
}
