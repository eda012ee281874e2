package org.pinacotheca.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.memory.InMemoryStorage;

/** The totals of a large ledger are not computed for every request. */
class LedgerTotalsTest {
  private final AtomicLong clock = new AtomicLong(7);
  private final AtomicInteger readings = new AtomicInteger();
  private Duration perReading = Duration.ZERO;
  private boolean isBroken;

  private final LedgerTotals totals = new LedgerTotals(new SlowStorage(), clock::get);

  @Test
  void aQuickLedgerIsReadEveryFifteenSecondsAtMost() {
    assertThat(totals.held()).isZero();
    assertThat(totals.granted()).isZero();
    pass(Duration.ofMillis(14_999));
    assertThat(totals.held()).isZero();
    assertThat(readings).hasValue(1);
    pass(Duration.ofMillis(1));
    assertThat(totals.held()).isZero();
    assertThat(readings).hasValue(2);
  }

  @Test
  void aSlowLedgerTakesAHundredthOfTheTimeAtMost() {
    perReading = Duration.ofSeconds(2);
    assertThat(totals.held()).isZero();
    pass(Duration.ofSeconds(199));
    assertThat(totals.granted()).isZero();
    assertThat(readings).hasValue(1);
    pass(Duration.ofSeconds(1));
    assertThat(totals.granted()).isZero();
    assertThat(readings).hasValue(2);
  }

  @Test
  void aLedgerThatCannotBeReadIsNotANumber() {
    isBroken = true;
    assertThat(totals.held()).isNaN();
    assertThat(totals.granted()).isNaN();
    assertThat(readings).hasValue(1);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  /** Takes time by the test's clock, or fails. */
  private final class SlowStorage implements UnitOfWork {
    private final InMemoryStorage storage = new InMemoryStorage(Instant::now);

    @Override
    public <T> T transact(Function<? super Transaction, ? extends T> work) {
      throw new IllegalStateException("totals only read");
    }

    @Override
    public <T> T read(Function<? super Transaction, ? extends T> work) {
      readings.incrementAndGet();
      pass(perReading);
      if (isBroken) {
        throw new IllegalStateException("broken");
      }
      return storage.read(work);
    }

    @Override
    public Instant now() {
      return storage.now();
    }

    @Override
    public long nanoTime() {
      return storage.nanoTime();
    }

    @Override
    public void compact() {
      storage.compact();
    }
  }
}
