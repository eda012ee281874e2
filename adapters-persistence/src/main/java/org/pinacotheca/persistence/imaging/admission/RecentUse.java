package org.pinacotheca.persistence.imaging.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * How much each key has used lately: what was used a minute ago counts half. Keys that used hardly
 * anything are forgotten. Not thread-safe.
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

  /** Adds to what a key has used, or takes from it what was too much. */
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
