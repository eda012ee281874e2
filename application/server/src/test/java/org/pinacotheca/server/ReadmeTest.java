package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.server.config.ServerSetting;

/** The README and the pages agree with the sources. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

  /** A link to a file, and the block of its text. */
  private static final Pattern PROGRAM =
      Pattern.compile("\\]\\(([^)]*)\\):\n\n```\\w+\n(.*?)```", Pattern.DOTALL);

  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)(\\.\\w+)?`");

  @Test
  void everyJavaExampleIsPartOfATestThatRuns() throws IOException {
    String test =
        words(
            Files.readString(
                ROOT.resolve(
                    "application/server/src/test/java/org/pinacotheca/server/EmbeddedGalleryTest.java")));
    List<String> examples = found(JAVA, readme()).stream().map(ReadmeTest::words).toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    assertThat(examples).allSatisfy(example -> assertThat(test).contains(example));
  }

  /** Each example is that of the file whose name is before it; {@code .ci/embedding} runs it. */
  @Test
  void everyProgramOfThePageOfEmbeddingIsOneThatRuns() throws IOException {
    Path page = ROOT.resolve("docs/embedding.md");
    Matcher example = PROGRAM.matcher(Files.readString(page));
    int examples = 0;
    while (example.find()) {
      Path file = page.resolveSibling(example.group(1));
      assertThat(example.group(2)).as(example.group(1)).isEqualTo(Files.readString(file));
      examples++;
    }
    assertThat(examples).isEqualTo(7);
    assertThat(Files.readString(page).split("```", -1)).hasSize(2 * examples + 1);
  }

  @Test
  void theBomHasTheVersionsOfTheBuild() throws IOException {
    String build = Files.readString(ROOT.resolve("pom.xml"));
    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    for (String library : List.of("hsqldb", "netty")) {
      String version = found(Pattern.compile("<" + library + ".version>(.*?)<"), build).getFirst();
      assertThat(bom).contains("<version>" + version + "</version>");
    }
    assertThat(found(Pattern.compile("<spring-boot.version>(.*?)<"), build))
        .allSatisfy(oldest ->
            assertThat(
                    Files.readString(
                        ROOT.resolve("application/verification/embedding/spring-boot-3.5/pom.xml")))
                .contains("<version>" + oldest + "</version>"));
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(25);
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        assertThat(page.resolveSibling(link.group(1))).as("in " + page.getFileName()).exists();
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream<Path> top = Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md"));
      return Stream.concat(top, docs.filter(page -> page.toString().endsWith(".md"))).toList();
    }
  }

  @Test
  void everyDecisionIsListed() throws IOException {
    Path decisions = ROOT.resolve("docs/decisions");
    String list = Files.readString(decisions.resolve("README.md"));
    try (Stream<Path> files = Files.list(decisions)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("0001-jqwik-1.9.3.md")
          .filteredOn(name -> !name.equals("README.md"))
          .allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
    }
  }

  @Test
  void everyModuleIsListed() throws IOException {
    List<String> modules =
        found(Pattern.compile("<module>(.*?)</module>"), Files.readString(ROOT.resolve("pom.xml")));
    String architecture = Files.readString(ROOT.resolve("docs/architecture.md"));
    assertThat(modules)
        .contains("domain")
        .allSatisfy(module -> assertThat(architecture).contains("](../" + module + ") |"));
  }

  @Test
  void everyTypeOfTheHouseExists() throws IOException {
    List<String> named = found(TYPE, Files.readString(ROOT.resolve("docs/architecture.md")));
    assertThat(named).hasSizeGreaterThan(30).allMatch(types()::contains);
  }

  @Test
  void everyTestThatIsToBeRunExists() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path page : pages()) {
      text.append(Files.readString(page));
    }
    List<String> named = found(Pattern.compile("-Dtest='?(\\w+)[' ]"), text.toString());
    assertThat(named).hasSizeGreaterThan(1).allMatch(types()::contains);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(Path::toString)
          .filter(file -> file.contains("/src/") && file.endsWith(".java"))
          .map(file -> file.replaceFirst(".*/(\\w+)\\.java$", "$1"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everySettingOfTheReadmeExists() throws IOException {
    List<String> options = found(Pattern.compile("serve[^\n]*?(--[a-z-]+)"), readme());
    List<String> known =
        java.util.Arrays.stream(ServerSetting.values())
            .map(ServerSetting::option)
            .collect(Collectors.toList());
    known.add("--help");
    assertThat(options).isNotEmpty().allMatch(known::contains);
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
