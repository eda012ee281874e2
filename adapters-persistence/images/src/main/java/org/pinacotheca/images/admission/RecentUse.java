package org.pinacotheca.images.admission;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.pinacotheca.application.spi.ImageProcessor.Requester;

/**
 * The recent use of each member and origin, with a half-life of one minute. Those with almost no
 * use are dropped. Not thread-safe.
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

  /** By the greater use of member and origin, then by that of the member. */
  Comparator<Requester> order(long now) {
    return Comparator.<Requester>comparingDouble(
            requester -> Math.max(of(origin(requester), now), of(member(requester), now)))
        .thenComparingDouble(requester -> of(member(requester), now));
  }

  /** Adds to the use of both; negative amounts correct it. */
  void add(Requester requester, long amount, long now) {
    add(member(requester), amount, now);
    add(origin(requester), amount, now);
  }

  private static String member(Requester requester) {
    return "member " + requester.member();
  }

  private static String origin(Requester requester) {
    return "origin " + requester.origin();
  }

  private double of(String key, long now) {
    Use use = uses.get(key);
    return use == null ? 0 : use.at(now);
  }

  private void add(String key, long amount, long now) {
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
