package org.pinacotheca.images.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * The recent use of each key, with a half-life of one minute. Keys with almost no use are dropped.
 * Not thread-safe.
 */
final class RecentUse {
  private static final double HALF_LIFE_NANOS = 60e9;
  private static final int KEYS_MAX = 10_000;

  private final Map<String, Use> uses = new HashMap<>();

  private record Use(double amount, long nanos) {
    double at(long now) {
      return amount * Math.pow(0.5, Math.max(0, now - nanos) / HALF_LIFE_NANOS);
    }
  }

  double of(String key, long now) {
    Use use = uses.get(key);
    return use == null ? 0 : use.at(now);
  }

  /** Adds to a key's use; negative amounts correct it. */
  void add(String key, double amount, long now) {
    if (uses.size() >= KEYS_MAX && !uses.containsKey(key)) {
      forgetTheLesserHalf(now);
    }
    uses.put(key, new Use(Math.max(0, of(key, now) + amount), now));
  }

  private void forgetTheLesserHalf(long now) {
    double median =
        uses.values().stream()
            .mapToDouble(use -> use.at(now))
            .sorted()
            .skip(uses.size() / 2)
            .findFirst()
            .orElse(0);
    uses.values().removeIf(use -> use.at(now) <= median);
  }
}
