package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.FaultyDisk.Fault;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbSettings;

/** The disk of an embedded database fails or is full, once or for longer. */
class HsqldbFailingDiskTest {
  private final FaultyDisk disk = new FaultyDisk();

  @TempDir Path directory;

  private JdbiStorage open() {
    return JdbiStorage.openHsqldb(
        HsqldbDirectory.open(directory, disk::files, HsqldbSettings.DEFAULT, Duration.ZERO),
        Keys.seal(),
        InstantSource.system(),
        JdbiSettings.DEFAULT);
  }

  private static int addMember(UnitOfWork work) {
    return addMember(work, "Member");
  }

  private static int addMember(UnitOfWork work, String nickname) {
    return work.transact(tx -> {
      UserId id = tx.members().nextId();
      tx.members().add(new Member(id, new Nickname(nickname), Optional.empty()));
      return id.value();
    });
  }

  private static boolean isThere(UnitOfWork work, int member) {
    return work.read(tx -> tx.members().find(new UserId(member)).isPresent());
  }

  private static Set<Integer> members(Path directory) {
    return DatabaseContent.afterKill(directory).get("MEMBER").stream()
        .map(row -> Integer.valueOf(row.substring(0, row.indexOf('|'))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> nicknames(Path directory) {
    return DatabaseContent.afterKill(directory).get("MEMBER").stream()
        .map(row -> row.split("\\|")[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource
  void aCommitThatTheDiskDidNotTakeIsRefusedAndNoOtherIsLost(Fault fault) {
    Set<Integer> acknowledged = new TreeSet<>();
    try (JdbiStorage storage = open()) {
      acknowledged.add(addMember(storage.unitOfWork()));
      // All writes of a commit, and those of reopening the database before it.
      boolean wasMet = true;
      for (int call = 1; wasMet; call++) {
        disk.failAt(fault, call);
        try {
          acknowledged.add(addMember(storage.unitOfWork()));
        } catch (StorageUnavailableException e) {
          assertThat(disk.failures()).as(e.getMessage()).isEqualTo(1);
          assertThat(e instanceof StorageFullException)
              .as(e.getMessage())
              .isEqualTo(fault.isNoRoom());
        }
        wasMet = disk.failures() > 0;
        disk.mend();
        assertThat(members(directory)).isEqualTo(acknowledged);
        assertThat(acknowledged).allMatch(member -> isThere(storage.unitOfWork(), member));
      }
    }
    assertThat(members(directory)).isEqualTo(acknowledged);
  }

  @ParameterizedTest
  @EnumSource
  void aCheckpointThatFailsLosesNothing(Fault fault) {
    Set<Integer> acknowledged = new TreeSet<>();
    try (JdbiStorage storage = open()) {
      boolean wasMet = true;
      for (int call = 1; wasMet; call++) {
        acknowledged.add(addMember(storage.unitOfWork()));
        disk.failAt(fault, call);
        try {
          storage.unitOfWork().compact();
        } catch (StorageUnavailableException | StorageException e) {
          assertThat(disk.failures()).as(e.getMessage()).isEqualTo(1);
        }
        wasMet = disk.failures() > 0;
        disk.mend();
        assertThat(members(directory)).isEqualTo(acknowledged);
        acknowledged.add(addMember(storage.unitOfWork()));
        assertThat(members(directory)).isEqualTo(acknowledged);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"IO_ERROR", "FAILED_SYNC"})
  void aCopyDuringWhichTheDiskFailedIsRefused(Fault fault, @TempDir Path copies) {
    Set<Integer> acknowledged = new TreeSet<>();
    try (JdbiStorage storage = open()) {
      boolean wasMet = true;
      for (int call = 1; wasMet; call++) {
        acknowledged.add(addMember(storage.unitOfWork()));
        Path copy = copies.resolve("copy-" + call);
        disk.failAt(fault, call);
        boolean isCopied = isCopied(storage, copy);
        wasMet = disk.failures() > 0;
        disk.mend();
        assertThat(isCopied).as("call " + call).isNotEqualTo(wasMet);
        if (isCopied) {
          assertThat(members(copy)).isEqualTo(acknowledged);
        }
        assertThat(members(directory)).isEqualTo(acknowledged);
      }
    }
  }

  private static boolean isCopied(JdbiStorage storage, Path copy) {
    try {
      storage.copyEmbedded(copy);
      return true;
    } catch (StorageUnavailableException | StorageException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsWhileItIsOpenedOrClosedLosesNothing(Fault fault) {
    Set<Integer> acknowledged = new TreeSet<>();
    try (JdbiStorage storage = open()) {
      acknowledged.add(addMember(storage.unitOfWork()));
    }
    boolean wasMet = true;
    for (int call = 1; wasMet; call++) {
      disk.failAt(fault, call);
      try (JdbiStorage storage = open()) {
        acknowledged.add(addMember(storage.unitOfWork()));
      } catch (StorageUnavailableException | StorageException e) {
        assertThat(disk.failures()).as(e.getMessage()).isEqualTo(1);
      }
      wasMet = disk.failures() > 0;
      disk.mend();
      assertThat(members(directory)).isEqualTo(acknowledged);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readingGoesOnWhileTheDiskTakesNothingAndWritingAfterwards(Fault fault) {
    try (JdbiStorage storage = open()) {
      UnitOfWork work = storage.unitOfWork();
      int before = addMember(work);
      disk.failFrom(fault, 1);
      for (int time = 0; time < 3; time++) {
        assertThat(isRefused(work, fault)).isTrue();
        assertThat(isThere(work, before)).isTrue();
      }
      disk.mend();
      int after = addMember(work);
      assertThat(isThere(work, before) && isThere(work, after)).isTrue();
      assertThat(members(directory)).containsExactlyInAnyOrder(before, after);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_ROOM", "IO_ERROR"})
  void eachRefusalSaysWhyFromWhicheverWriteOnTheDiskFails(Fault fault) {
    Set<Integer> acknowledged = new TreeSet<>();
    try (JdbiStorage storage = open()) {
      UnitOfWork work = storage.unitOfWork();
      acknowledged.add(addMember(work));
      boolean wasMet = true;
      for (int call = 1; wasMet; call++) {
        // After this one the database is reopened, which then fails first.
        disk.failAt(fault, 1);
        assertThat(isRefused(work, fault)).isTrue();
        disk.failFrom(fault, call);
        for (int time = 0; time < 2; time++) {
          isRefused(work, fault);
        }
        wasMet = disk.failures() > 0;
        disk.mend();
        acknowledged.add(addMember(work));
      }
    }
    assertThat(members(directory)).containsAll(acknowledged);
  }

  /** Whether a unit of work is refused; the refusal must say whether the disk is full. */
  private static boolean isRefused(UnitOfWork work, Fault fault) {
    try {
      addMember(work);
      return false;
    } catch (StorageUnavailableException e) {
      assertThat(e instanceof StorageFullException).as(e.toString()).isEqualTo(fault.isNoRoom());
      return true;
    }
  }

  @Test
  void amongManyWritesWhatWasConfirmedIsThereAndWhatWasRefusedIsNot() throws Exception {
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    Set<String> refused = new ConcurrentSkipListSet<>();
    AtomicInteger names = new AtomicInteger();
    try (JdbiStorage storage = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Fault fault : Fault.values()) {
        disk.failAt(fault, fault == Fault.FAILED_SYNC ? 5 : 20);
        List<Future<?>> working = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
          working.add(
              threads.submit(() -> {
                for (int time = 0; time < 10; time++) {
                  String name = "m" + names.incrementAndGet();
                  try {
                    addMember(storage.unitOfWork(), name);
                    acknowledged.add(name);
                  } catch (StorageUnavailableException e) {
                    refused.add(name);
                  } catch (StorageException e) {
                    // It may have been added or not.
                  }
                }
              }));
        }
        for (Future<?> work : working) {
          work.get();
        }
        assertThat(disk.failures()).isEqualTo(1);
        disk.mend();
        assertThat(nicknames(directory))
            .containsAll(acknowledged)
            .doesNotContainAnyElementsOf(refused);
      }
      assertThat(nicknames(directory)).containsAll(acknowledged);
    }
    assertThat(nicknames(directory)).containsAll(acknowledged);
  }

  @Test
  void nobodyReadsACommitBeforeTheDiskHasIt() throws Exception {
    CountDownLatch isSyncing = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    try (JdbiStorage storage = open()) {
      UnitOfWork work = storage.unitOfWork();
      int late = addMember(work) + 1;
      disk.watchSyncs(() -> {
        isSyncing.countDown();
        await(mayGoOn);
      });
      Thread writer = Thread.ofPlatform().start(() -> addMember(work));
      await(isSyncing);
      Thread reader = Thread.ofPlatform().start(() -> events.add("read: " + isThere(work, late)));
      while (reader.getState() != Thread.State.WAITING
          && reader.getState() != Thread.State.TERMINATED) {
        Thread.onSpinWait();
      }
      events.add("synced");
      mayGoOn.countDown();
      writer.join();
      reader.join();
    }
    assertThat(events).containsExactly("synced", "read: true");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves a database as after a kill, with members in its log. */
  private Path killed(Path copy) throws IOException {
    try (JdbiStorage storage = open()) {
      for (int time = 0; time < 3; time++) {
        addMember(storage.unitOfWork());
      }
      DatabaseContent.copyFiles(directory, copy);
    }
    return copy.resolve("gallery.log");
  }

  @Test
  void aLogThatAKillHasTornAtItsEndIsRead(@TempDir Path copy) throws IOException {
    Path log = killed(copy);
    Files.writeString(log, "INSERT INTO MEMBER VALUES(99,'Mem", StandardOpenOption.APPEND);
    assertThat(DatabaseContent.of(copy).get("MEMBER")).hasSize(3);
  }

  @Test
  void aLogWithNothingConfirmedBehindADamagedLineIsRead(@TempDir Path copy) throws IOException {
    Path log = killed(copy);
    Files.writeString(
        log, "INSERT INTO MEMBER VALUES(99,'Mem\n\0\0\0\n", StandardOpenOption.APPEND);
    assertThat(DatabaseContent.of(copy).get("MEMBER")).hasSize(3);
  }

  @Test
  void aLogWithCommitsBehindADamagedLineIsNotOpenedNorReadNorChanged(@TempDir Path copy)
      throws IOException {
    Path log = killed(copy);
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    int damaged =
        lines.indexOf(
            lines.stream().filter(line -> line.contains("INTO MEMBER")).findFirst().orElseThrow());
    lines.set(damaged, lines.get(damaged).substring(0, 25));
    Files.write(log, lines, StandardCharsets.ISO_8859_1);
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> HsqldbDirectory.open(copy))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("line " + (damaged + 1))
          .hasMessageContaining("3 commits");
      assertThatThrownBy(() -> HsqldbDirectory.openForReading(copy))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("line " + (damaged + 1));
      assertThat(Files.readAllLines(log, StandardCharsets.ISO_8859_1)).isEqualTo(lines);
    }
  }

  @Test
  void aPageOfTheDataFileThatWasNotCopiedWholeIsPassedOver(@TempDir Path copy) throws IOException {
    killed(copy);
    try (RandomAccessFile data = new RandomAccessFile(copy.resolve("gallery.data").toFile(), "rw");
        RandomAccessFile backup =
            new RandomAccessFile(copy.resolve("gallery.backup").toFile(), "rw")) {
      // As HSQLDB marks its data file before it changes it.
      byte[] page = new byte[1 << 14];
      data.read(page);
      backup.setLength(0);
      for (int time = 0; time < 2; time++) {
        backup.writeInt(page.length);
        backup.writeLong(0);
        backup.write(page);
        // The second copy of a page is not of the last checkpoint.
        java.util.Arrays.fill(page, (byte) 1);
      }
      backup.writeInt(page.length);
      backup.write(page, 0, 100);
      data.seek(28);
      int flags = data.readInt();
      data.seek(28);
      data.writeInt(flags & ~4);
    }
    assertThat(DatabaseContent.of(copy).get("MEMBER")).hasSize(3);
  }
}
