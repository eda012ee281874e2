package org.pinacotheca.persistence.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.memory.InMemoryStorage;

/** Disks with more and with less free space than the reserve. */
class DiskReserveTest {
  private static final Path DATABASE = Path.of("database");
  private static final Path PICTURES = Path.of("pictures");
  private static final long RESERVE = 256L << 20;

  private final Map<Path, DiskReserve.Space> disks = new HashMap<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final DiskReserve room =
      new DiskReserve(
          Map.of("database", DATABASE, "pictures", PICTURES),
          RESERVE,
          directory -> {
            if (!disks.containsKey(directory)) {
              throw new IOException("gone");
            }
            return disks.get(directory);
          },
          nanos::get);

  private void disk(Path directory, long freeMebibytes, long totalMebibytes) {
    disks.put(directory, new DiskReserve.Space(freeMebibytes << 20, totalMebibytes << 20));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void eachDiskMustHaveItsReserve() {
    disk(DATABASE, 300, 100_000);
    disk(PICTURES, 256, 100_000);
    assertThatCode(room::require).doesNotThrowAnyException();
    disk(PICTURES, 255, 100_000);
    assertThatThrownBy(room::require)
        .isInstanceOf(StorageFullException.class)
        .hasMessage(
            "The disk of the pictures is nearly full: it has 255 MiB left, and 256 MiB are kept"
                + " free.");
    disk(PICTURES, 1000, 100_000);
    disk(DATABASE, 0, 100_000);
    assertThatThrownBy(room::require).hasMessageContaining("database");
  }

  @Test
  void ofASmallDiskATenthIsKept() {
    disk(DATABASE, 10, 100);
    assertThatCode(room::require).doesNotThrowAnyException();
    disk(DATABASE, 9, 100);
    assertThatThrownBy(room::require).isInstanceOf(StorageFullException.class);
  }

  @Test
  void aDiskIsAskedAgainAfterASecond() {
    disk(DATABASE, 300, 100_000);
    assertThatCode(room::require).doesNotThrowAnyException();
    disks.put(DATABASE, new DiskReserve.Space(0, 100L << 30));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
    assertThatCode(room::require).doesNotThrowAnyException();
    nanos.incrementAndGet();
    assertThatThrownBy(room::require).isInstanceOf(StorageFullException.class);
  }

  @Test
  void aDiskThatCannotBeAskedRefusesNothing() {
    assertThatCode(room::require).doesNotThrowAnyException();
    assertThat(room.spaces()).isEmpty();
  }

  @Test
  void onlyWorkThatMustGoOnWritesWithoutRoom() {
    UnitOfWork work = new ReservingUnitOfWork(new InMemoryStorage(InstantSource.system()), room);
    disk(DATABASE, 0, 100_000);
    assertThatThrownBy(() -> work.<Boolean>transact(_ -> true))
        .isInstanceOf(StorageFullException.class);
    assertThatThrownBy(work::requireRoom).isInstanceOf(StorageFullException.class);
    assertThat(work.<Boolean>transactInReserve(_ -> true)).isTrue();
    assertThat(work.<Boolean>read(_ -> true)).isTrue();
    disk(DATABASE, 300, 100_000);
    assertThat(work.<Boolean>transact(_ -> true)).isTrue();
  }
}
