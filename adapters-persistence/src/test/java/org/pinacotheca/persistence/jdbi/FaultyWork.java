package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.persistence.jdbi.FaultyDisk.Fault;

/**
 * Runs every writing unit of work once with each disk fault before it succeeds, and checks each
 * time that a kill would leave the previous state. Used by one thread.
 */
final class FaultyWork implements UnitOfWork {
  /** The calls of a commit that is the first in its log, as after every refusal. */
  private static final int SYNCS = 2;

  private static final int OTHER_CALLS = 4;

  private final UnitOfWork work;
  private final FaultyDisk disk;
  private final Path directory;
  private int units;
  private int refusals;

  FaultyWork(UnitOfWork work, FaultyDisk disk, Path directory) {
    this.work = work;
    this.disk = disk;
    this.directory = directory;
  }

  int refusals() {
    return refusals;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> unit) {
    units++;
    SortedMap<String, List<String>> before = DatabaseContent.afterKill(directory);
    for (Fault fault : Fault.values()) {
      // Reopened separately, so that the fault affects the unit.
      assertThat(work.<Boolean>transact(_ -> true)).isTrue();
      int calls = fault == Fault.NO_ROOM ? 1 : fault == Fault.FAILED_SYNC ? SYNCS : OTHER_CALLS;
      disk.failAt(fault, 1 + units % calls);
      try {
        T result = work.transact(unit);
        assertThat(disk.failures()).isZero();
        return result;
      } catch (StorageUnavailableException e) {
        refusals++;
        assertThat(disk.failures()).isEqualTo(1);
        assertThat(DatabaseContent.afterKill(directory)).isEqualTo(before);
      } finally {
        disk.mend();
      }
    }
    return work.transact(unit);
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
