package org.pinacotheca.tools.importing;

import java.util.Comparator;

/**
 * Natural order of names: numbers by value, letters ignoring case, so {@code IMG_2} comes before
 * {@code img_10}. Only equal names compare as equal.
 */
final class NaturalOrder implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int order;
      if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
        int endOfOne = endOfDigits(one, i);
        int endOfOther = endOfDigits(other, j);
        order = compareNumbers(one.substring(i, endOfOne), other.substring(j, endOfOther));
        i = endOfOne;
        j = endOfOther;
      } else {
        order = Character.compare(folded(one.charAt(i++)), folded(other.charAt(j++)));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(one.length() - i, other.length() - j);
    return rest == 0 ? one.compareTo(other) : rest;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static char folded(char character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  private static int endOfDigits(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Of any length, so compared as text. */
  private static int compareNumbers(String one, String other) {
    String first = one.replaceFirst("^0+", "");
    String second = other.replaceFirst("^0+", "");
    return first.length() == second.length()
        ? first.compareTo(second)
        : Integer.compare(first.length(), second.length());
  }
}
