package org.pinacotheca.domain.album;

import java.util.List;

/**
 * The keys of a keyboard, row by row; keys of one column are above one another.
 *
 * @param slants whether each row begins further right than the one above it, so that a key touches
 *     two keys of each neighbouring row
 */
record KeyboardLayout(List<String> rows, boolean slants) {
  /** A phone, whose 0 is below all three columns, and a numeric keypad. */
  private static final List<KeyboardLayout> DIGITS =
      List.of(
          new KeyboardLayout(List.of("123", "456", "789", "000"), false),
          new KeyboardLayout(List.of("789", "456", "123", "00 "), false));

  /**
   * The corners of the digit layouts, the keys between the corners, and QWERTY, QWERTZ and AZERTY.
   */
  private static final List<KeyboardLayout> OTHERS =
      List.of(
          new KeyboardLayout(List.of("13", "79"), false),
          new KeyboardLayout(List.of("26", "48"), false),
          new KeyboardLayout(List.of("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"), true),
          new KeyboardLayout(List.of("1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"), true),
          new KeyboardLayout(List.of("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"), true));

  /**
   * Whether each of four keys touches the one before it on some keyboard (1397), or the last two
   * keys lie next to the first two in the same way (1379, q1w2).
   */
  static boolean isPatternOnAny(String keys) {
    return DIGITS.stream().anyMatch(layout -> layout.isWalk(keys))
        || OTHERS.stream().anyMatch(layout -> layout.isWalk(keys) || layout.isZigzag(keys));
  }

  private boolean isZigzag(String keys) {
    return areNeighbours(keys.charAt(0), keys.charAt(1))
        && areNeighbours(keys.charAt(2), keys.charAt(3))
        && areNeighbours(keys.charAt(0), keys.charAt(2))
        && areNeighbours(keys.charAt(1), keys.charAt(3));
  }

  private boolean isWalk(String keys) {
    for (int index = 1; index < keys.length(); index++) {
      if (!areNeighbours(keys.charAt(index - 1), keys.charAt(index))) {
        return false;
      }
    }
    return true;
  }

  private boolean areNeighbours(char one, char other) {
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).length(); column++) {
        if (key(row, column) == one
            && (key(row, column - 1) == other
                || key(row, column + 1) == other
                || key(row - 1, column) == other
                || key(row + 1, column) == other
                || slants && key(row - 1, column + 1) == other
                || slants && key(row + 1, column - 1) == other)) {
          return true;
        }
      }
    }
    return false;
  }

  private char key(int row, int column) {
    boolean isThere =
        row >= 0 && row < rows.size() && column >= 0 && column < rows.get(row).length();
    return isThere ? rows.get(row).charAt(column) : ' ';
  }
}
