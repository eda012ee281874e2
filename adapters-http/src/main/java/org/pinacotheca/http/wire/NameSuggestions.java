package org.pinacotheca.http.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests corrections for misspelt names. */
final class NameSuggestions {
  private NameSuggestions() {}

  /** The nearest known name, if it is near enough. */
  static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= candidate.length() / 3 + 1);
  }

  /** The case-insensitive Levenshtein distance. */
  private static int distance(String name, String candidate) {
    String one = name.toLowerCase(Locale.ROOT);
    String other = candidate.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int column = 1; column < row.length; column++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(changed, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
