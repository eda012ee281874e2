package org.pinacotheca.application.accounts;

import java.time.Instant;
import org.pinacotheca.application.cache.LruCache;
import org.pinacotheca.application.spi.UnitOfWork;

/**
 * What this node may still answer of the limits that all nodes share. A node takes a twentieth of a
 * window at a time out of storage, so that a limit costs at most 20 writes a minute on all nodes,
 * or as many as the limit is. All nodes together never answer more than the limit; what another
 * node has taken and does not use is missing from it. Thread-safe.
 */
final class RateLeases {
  private static final int PARTS = 20;
  private static final int SUBJECTS_MAX = 50_000;

  private final UnitOfWork work;

  /** One that was used long ago may be lost, which makes a limit smaller and never greater. */
  private final LruCache<String, Lease> leases = new LruCache<>(SUBJECTS_MAX, _ -> 1);

  RateLeases(UnitOfWork work) {
    this.work = work;
  }

  /** Whether the window has one more request for the subject. */
  boolean take(String subject, Instant window, int most) {
    return leases.find(subject, Lease::new).take(subject, window, most);
  }

  private final class Lease {
    private Instant window = Instant.MIN;
    private int left;
    private boolean isLast;

    synchronized boolean take(String subject, Instant current, int most) {
      if (!current.equals(window)) {
        window = current;
        left = 0;
        isLast = false;
      }
      if (left == 0 && !isLast) {
        int wanted = Math.max(1, most / PARTS);
        left =
            work.<Integer>transactInReserve(tx -> tx.rates().take(subject, current, wanted, most));
        isLast = left < wanted;
      }
      if (left == 0) {
        return false;
      }
      left--;
      return true;
    }
  }
}
