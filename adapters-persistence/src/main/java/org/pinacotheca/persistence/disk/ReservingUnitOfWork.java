package org.pinacotheca.persistence.disk;

import java.time.Instant;
import java.util.function.Function;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/**
 * Units of work that write only while the disks have more free space than the reserve, except those
 * that must always run. Thread-safe.
 */
public final class ReservingUnitOfWork implements UnitOfWork {
  private final UnitOfWork work;
  private final DiskReserve room;

  /** Units of work on a storage, with a check for space. */
  public ReservingUnitOfWork(UnitOfWork work, DiskReserve room) {
    this.work = work;
    this.room = room;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> unit) {
    room.require();
    return work.transact(unit);
  }

  @Override
  public <T> T transactInReserve(Function<? super Transaction, ? extends T> unit) {
    return work.transact(unit);
  }

  @Override
  public void requireRoom() {
    room.require();
  }

  @Override
  public Instant now() {
    return work.now();
  }

  @Override
  public long nanoTime() {
    return work.nanoTime();
  }

  @Override
  public void compact() {
    work.compact();
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> unit) {
    return work.read(unit);
  }
}
