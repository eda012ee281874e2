package org.pinacotheca.benchmarks.measure;

import java.time.Instant;
import java.util.function.Function;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/** Measures the time in units of work. Used by one thread. */
public final class TimedUnitOfWork implements UnitOfWork {
  private final UnitOfWork work;
  private long nanos;

  public TimedUnitOfWork(UnitOfWork work) {
    this.work = work;
  }

  /** The time in all units of work so far. */
  public long nanos() {
    return nanos;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> task) {
    long begin = System.nanoTime();
    T result = work.transact(task);
    nanos += System.nanoTime() - begin;
    return result;
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> task) {
    long begin = System.nanoTime();
    T result = work.read(task);
    nanos += System.nanoTime() - begin;
    return result;
  }

  @Override
  public Instant now() {
    return work.now();
  }

  @Override
  public void compact() {
    work.compact();
  }
}
