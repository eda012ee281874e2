package org.pinacotheca.application.spi.accounts;

import java.time.Instant;

/** Counts the requests of rate windows that were leased, to all nodes together. */
public interface RateStore {
  /**
   * Leases requests of a window, and returns how many: fewer than wanted where fewer are left, 0
   * where none is. Earlier windows of the same subject may be forgotten.
   *
   * @param subject the owner of the window, 1 to 80 characters
   * @param window when it began
   * @param wanted at least 1
   * @param most the limit of the window
   */
  int take(String subject, Instant window, int wanted, int most);

  /** Forgets all windows of the subject. */
  void remove(String subject);
}
