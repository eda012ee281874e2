package org.pinacotheca.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No source and no page uses a word of the left columns of {@code docs/glossary.md}. */
class VocabularyTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

  /** Applied migrations cannot change, and release notes speak of their time. */
  private static final Pattern CHECKED =
      Pattern.compile("(?!CHANGELOG|docs/glossary).*\\.(java|js|html|css|json|md|yaml|xml)");

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".mvn", "node_modules");
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");
  private static final Pattern HINT = Pattern.compile(" \\([^)]*\\)");

  private final Set<String> types = leftColumn("## Old names of types", Function.identity());
  private final Set<String> texts =
      leftColumn("## Old words", text -> text.toLowerCase(Locale.ROOT));

  @Test
  void noTypeHasAnOldName() throws IOException {
    assertThat(types).contains("Darkroom", "PooledImageStudio");
    assertThat(offences(VocabularyTest::typesOf, types)).isEmpty();
  }

  @Test
  void noIdentifierAndNoSentenceHasAnOldWord() throws IOException {
    Set<String> words =
        texts.stream().filter(text -> !text.contains(" ")).collect(Collectors.toSet());
    assertThat(words).contains("darkroom", "studio");
    assertThat(offences(VocabularyTest::wordsOf, words)).isEmpty();
  }

  @Test
  void noSentenceHasAnOldPhrase() throws IOException {
    Set<String> phrases =
        texts.stream().filter(text -> text.contains(" ")).collect(Collectors.toSet());
    assertThat(phrases).contains("broken storage");
    assertThat(offences(text -> phrasesOf(text, phrases), phrases)).isEmpty();
  }

  @Test
  void anOldWordIsFoundInEveryForm() {
    assertThat(wordsOf("imageStudio STUDIO_SIZE a studio, PooledStudios"))
        .containsExactly("image", "studio", "studio", "size", "a", "studio", "pooled", "studios");
    assertThat(typesOf("record Darkroom(int size) {}\npublic sealed interface Door"))
        .containsExactly("Darkroom", "Door");
    assertThat(phrasesOf("Others\n   * than the owner", Set.of("others than")))
        .containsExactly("others than");
  }

  private static List<String> offences(Function<String, Stream<String>> parts, Set<String> refused)
      throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(VocabularyTest::isChecked).sorted().toList()) {
        parts
            .apply(read(file))
            .filter(refused::contains)
            .distinct()
            .forEach(word -> found.add(ROOT.relativize(file) + ": " + word));
      }
    }
    return found;
  }

  private static boolean isChecked(Path file) {
    Path path = ROOT.relativize(file);
    for (Path part : path) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return CHECKED.matcher(path.toString()).matches() && !path.endsWith("VocabularyTest.java");
  }

  private static Stream<String> typesOf(String text) {
    return TYPE.matcher(text).results().map(match -> match.group(1));
  }

  private static Stream<String> wordsOf(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).map(VocabularyTest::lowerCase);
  }

  private static Stream<String> phrasesOf(String text, Set<String> phrases) {
    String plain = lowerCase(text).replaceAll("[\\s*/]+", " ");
    return phrases.stream().filter(plain::contains);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns the entries of the first column of the table below a heading, without their hints. */
  private static Set<String> leftColumn(String heading, Function<String, String> form) {
    return read(ROOT.resolve("docs/glossary.md"))
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> HINT.matcher(line.split("\\|", -1)[1]).replaceAll(""))
        .flatMap(names -> Arrays.stream(names.split(",", -1)))
        .map(name -> form.apply(name.strip()))
        .collect(Collectors.toSet());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
