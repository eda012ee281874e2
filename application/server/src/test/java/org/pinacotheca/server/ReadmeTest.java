package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what is run. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

  @Test
  void everyJavaExampleIsPartOfATestThatRuns() throws IOException {
    String test =
        words(
            Files.readString(
                ROOT.resolve(
                    "application/server/src/test/java/org/pinacotheca/server/EmbeddedGalleryTest.java")));
    List<String> examples =
        JAVA.matcher(readme()).results().map(match -> words(match.group(1))).toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    assertThat(examples).allSatisfy(example -> assertThat(test).contains(example));
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (String name : List.of("README.md", "docs/development.md", "docs/deploy.md")) {
      Path page = ROOT.resolve(name);
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        assertThat(page.resolveSibling(link.group(1))).as("in " + page.getFileName()).exists();
      }
    }
  }

  @Test
  void everySettingOfTheReadmeExists() throws IOException {
    List<String> options =
        Pattern.compile("serve[^\n]*?(--[a-z-]+)")
            .matcher(readme())
            .results()
            .map(match -> match.group(1))
            .toList();
    List<String> known =
        java.util.Arrays.stream(Setting.values()).map(Setting::option).collect(Collectors.toList());
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
