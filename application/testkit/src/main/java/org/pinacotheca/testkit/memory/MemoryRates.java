package org.pinacotheca.testkit.memory;

import java.time.Instant;
import org.pinacotheca.application.spi.accounts.RateStore;

/** The windows of rate limits in memory. */
record MemoryRates(MemoryTables tables) implements RateStore {
  record Window(String subject, Instant begun, int taken) {
    /** Unique, because an instant has no blank. */
    String row() {
      return begun + " " + subject;
    }
  }

  @Override
  public int take(String subject, Instant window, int wanted, int most) {
    Window fresh = new Window(subject, window, 0);
    Window before = tables.rates.find(fresh.row()).orElse(fresh);
    int given = Math.min(wanted, most - before.taken());
    if (given <= 0) {
      return 0;
    }
    tables.rates.put(fresh.row(), new Window(subject, window, before.taken() + given));
    return given;
  }

  @Override
  public void remove(String subject) {
    tables.rates.removeIf(window -> window.subject().equals(subject));
  }
}
