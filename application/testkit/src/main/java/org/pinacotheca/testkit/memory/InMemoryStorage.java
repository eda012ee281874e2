package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/**
 * Storage that lives as long as the object. It really rolls back: a unit of work changes copies of
 * the tables, which replace the committed ones at its end. Units that write run one at a time,
 * those that read see the last commit; nesting, a write while reading, a uniqueness violation and
 * the use of a store after its unit has ended are {@link IllegalStateException}s. Thread-safe.
 */
public final class InMemoryStorage implements UnitOfWork {
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Content content;
  private final ThreadLocal<Boolean> insideUnit = ThreadLocal.withInitial(() -> false);

  /** A storage with the time of a clock that runs by itself. */
  public InMemoryStorage(InstantSource clock) {
    this(clock, System::nanoTime, new Content());
  }

  public InMemoryStorage(ManualClock clock) {
    this(clock, clock::nanoTime, new Content());
  }

  private InMemoryStorage(InstantSource clock, LongSupplier nanoTime, Content content) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.content = content;
  }

  /** What is stored. */
  private static final class Content {
    private final MemoryCounters counters = new MemoryCounters();
    private volatile Map<String, NavigableMap<?, ?>> committed = Map.of();
    private final ReentrantLock writing = new ReentrantLock();
  }

  /** The same storage as a node with another clock sees it. */
  public InMemoryStorage seenAt(ManualClock nodeClock) {
    return new InMemoryStorage(nodeClock, nodeClock::nanoTime, content);
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> work) {
    List<Runnable> actions = new ArrayList<>();
    T result =
        alone(() -> {
          content.writing.lock();
          try {
            MemoryTables tables = new MemoryTables(content.committed, content.counters, true);
            T done = run(work, tables, actions::add);
            content.committed = tables.toSnapshot();
            return done;
          } finally {
            content.writing.unlock();
          }
        });
    actions.forEach(Runnable::run);
    return result;
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Has no files. */
  @Override
  public void compact() {
    alone(() -> true);
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> work) {
    return alone(() ->
        run(
            work,
            new MemoryTables(content.committed, content.counters, false),
            _ -> {
              throw new IllegalStateException("nothing follows a unit of work that only reads");
            }));
  }

  private <T> T run(
      Function<? super Transaction, ? extends T> work,
      MemoryTables tables,
      Consumer<Runnable> followers) {
    try {
      return work.apply(new MemoryTransaction(tables, now(), followers));
    } finally {
      tables.close();
    }
  }

  private <T> T alone(Supplier<T> unit) {
    if (insideUnit.get()) {
      throw new IllegalStateException("units of work are not nested");
    }
    insideUnit.set(true);
    try {
      return unit.get();
    } finally {
      insideUnit.remove();
    }
  }
}
