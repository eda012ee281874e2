package org.pinacotheca.domain.album;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The reasons why a PIN is easy to guess, in upper or lower case. Such a PIN may be typed but not
 * chosen.
 */
public enum PinWeakness {
  /** All equal, pairs, three of a kind. */
  FEW_CHARACTERS("it has fewer than three different characters, like 1212, AAaa and 0007"),
  /**
   * Up or down by the same step, where digits wrap from 9 to 0 and letters from z to a; or letters
   * and digits, each in order.
   */
  RUN("it is a run, like 1234, 1357, 7890, dcba and 1a2b"),
  YEAR("it is a year, like 1990"),
  KEYBOARD_PATTERN("its keys lie beside one another or in corners, like 2580, 1379 and qwer"),
  COMMON("it is a common word, name or PIN, like pass and 5150");

  private static final Pattern YEARS = Pattern.compile("(19|20)[0-9]{2}");

  private final String words;

  PinWeakness(String words) {
    this.words = words;
  }

  /** The first weakness of a PIN; empty when it has none. */
  static Optional<PinWeakness> of(Pin pin) {
    String lowerCase = pin.value().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(weakness -> weakness.isIn(lowerCase)).findFirst();
  }

  /** The reason as the second half of a sentence, with fixed examples. */
  public String words() {
    return words;
  }

  private boolean isIn(String pin) {
    return switch (this) {
      case FEW_CHARACTERS -> pin.chars().distinct().count() < 3;
      case RUN -> isRun(pin);
      case KEYBOARD_PATTERN -> KeyboardLayout.isPatternOnAny(pin);
      case YEAR -> YEARS.matcher(pin).matches();
      case COMMON -> CommonPins.ALL.contains(pin);
    };
  }

  private static boolean isRun(String pin) {
    int[] digits = pin.chars().filter(Character::isDigit).toArray();
    int[] letters = pin.chars().filter(Character::isLetter).toArray();
    return digits.length == 0 || letters.length == 0
        ? hasOneStep(digits, 10) && hasOneStep(letters, 26)
        : isInOrder(digits) && isInOrder(letters);
  }

  /** Whether each follows the one before it by the same step, wrapping around. */
  private static boolean hasOneStep(int[] characters, int count) {
    return IntStream.range(2, characters.length)
        .allMatch(i ->
            Math.floorMod(characters[i] - 2 * characters[i - 1] + characters[i - 2], count) == 0);
  }

  private static boolean isInOrder(int[] characters) {
    int step = characters.length < 2 ? 1 : characters[1] - characters[0];
    return Math.abs(step) == 1
        && IntStream.range(1, characters.length)
            .allMatch(i -> characters[i] - characters[i - 1] == step);
  }

  /** Loaded when a PIN is first chosen. */
  private static final class CommonPins {
    static final Set<String> ALL = read();

    private static Set<String> read() {
      try (InputStream file =
          Objects.requireNonNull(PinWeakness.class.getResourceAsStream("common-pins.txt"))) {
        return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
