package org.pinacotheca.application.spi;

import java.time.Instant;

/** How many requests of a limit's window were given out, to all nodes together. */
public interface RateStore {
  /**
   * Gives out requests of a window, and returns how many: fewer than wanted where fewer are left,
   * and 0 where none is. Windows of the same subject that began earlier may be forgotten.
   *
   * @param subject whose window it is, 1 to 80 characters
   * @param window when it began
   * @param wanted at least 1
   * @param most that the window has
   */
  int take(String subject, Instant window, int wanted, int most);

  /** Forgets all windows of the subject. */
  void remove(String subject);

  /** Forgets up to {@code limit} windows that began before the instant. */
  void removeBegunBefore(Instant instant, int limit);
}
