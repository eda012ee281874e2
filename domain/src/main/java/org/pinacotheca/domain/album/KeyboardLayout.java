package org.pinacotheca.domain.album;

import java.util.List;

/**
 * The keys of a keyboard, row by row; keys of one column lie above one another.
 *
 * @param slants whether each row begins further right than the one above it, so that a key touches
 *     two keys of either
 */
record KeyboardLayout(List<String> rows, boolean slants) {
  private static final List<KeyboardLayout> ALL =
      List.of(
          // Of a phone, of a block of numbers, and of QWERTY, QWERTZ and AZERTY.
          new KeyboardLayout(List.of("123", "456", "789", " 0 "), false),
          new KeyboardLayout(List.of("789", "456", "123", "00 "), false),
          new KeyboardLayout(List.of("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"), true),
          new KeyboardLayout(List.of("1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"), true),
          new KeyboardLayout(List.of("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"), true));

  /** Whether each of the keys touches the one before it on some keyboard. */
  static boolean isWalkOnAny(String keys) {
    return ALL.stream().anyMatch(layout -> layout.isWalk(keys));
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
