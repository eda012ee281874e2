package org.pinacotheca.application.accounts;

import java.util.Optional;
import org.pinacotheca.application.cache.LruCache;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.rate.RateWindow;

/**
 * The part of the shared rate limits that this node may still use. A node leases a twentieth of a
 * window at a time from storage, so that a limit costs at most 20 writes a minute on all nodes, or
 * as many as the limit is. All nodes together never answer more than the limit; what another node
 * has leased and does not use is lost. Thread-safe.
 */
final class RateLeases {
  private static final int PARTS = 20;
  private static final int SUBJECTS_MAX = 50_000;

  private final UnitOfWork work;

  /** A lease that was used long ago may be evicted, which makes a limit smaller, never greater. */
  private final LruCache<String, Lease> leases = new LruCache<>(SUBJECTS_MAX, _ -> 1);

  RateLeases(UnitOfWork work) {
    this.work = work;
  }

  /** Takes one request of the window for the subject; false when there is none left. */
  boolean take(String subject, RateWindow window, int most) {
    return leases.find(subject, Lease::new).take(subject, window, most);
  }

  private final class Lease {
    private Optional<RateWindow> window = Optional.empty();
    private int left;
    private boolean isLast;

    synchronized boolean take(String subject, RateWindow current, int most) {
      if (window.filter(current::equals).isEmpty()) {
        window = Optional.of(current);
        left = 0;
        isLast = false;
      }
      if (left == 0 && !isLast) {
        int wanted = Math.max(1, most / PARTS);
        left =
            work.<Integer>transactInReserve(
                tx -> tx.rates().take(subject, current.start(), wanted, most));
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
