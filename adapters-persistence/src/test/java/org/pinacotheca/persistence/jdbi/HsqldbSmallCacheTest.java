package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.FaultyDisk.Fault;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbSettings;

/**
 * An embedded database with a small cache, so that each unit of work writes to its data file, while
 * the disk fails or the process is killed.
 */
class HsqldbSmallCacheTest {
  /** The smallest cache that HSQLDB accepts. */
  private static final HsqldbSettings SMALL = new HsqldbSettings(100);

  private static final int ROWS = 120;

  /** The calls of a commit that only writes its log; it has one sync, like one that evicts rows. */
  private static final int LOG_CALLS_MAX = 4;

  private final FaultyDisk disk = new FaultyDisk();
  private final List<Integer> confirmed = new ArrayList<>();

  @TempDir Path directory;
  @TempDir Path copies;

  private HsqldbDirectory files() {
    return HsqldbDirectory.open(directory, disk::files, SMALL, Duration.ZERO);
  }

  private static JdbiStorage storage(HsqldbDirectory files) {
    return JdbiStorage.openHsqldb(files, Keys.seal(), InstantSource.system(), JdbiSettings.DEFAULT);
  }

  /** Adds enough members that some are written to the data file meanwhile. */
  private void addMembers(UnitOfWork work) {
    confirmed.addAll(work.<List<Integer>>transact(HsqldbSmallCacheTest::add));
  }

  private static List<Integer> add(Transaction tx) {
    List<Integer> added = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      UserId id = tx.members().nextId();
      tx.members().add(new Member(id, new Nickname("Member " + id.value()), Optional.empty()));
      added.add(id.value());
    }
    return added;
  }

  private void fill(UnitOfWork work) throws IOException {
    for (int time = 0; time < 2; time++) {
      addMembers(work);
    }
    assertThat(Files.size(directory.resolve("gallery.backup")))
        .as("rows were evicted")
        .isPositive();
  }

  private static List<Integer> members(SortedMap<String, List<String>> content) {
    return content.get("MEMBER").stream()
        .map(row -> Integer.valueOf(row.substring(0, row.indexOf('|'))))
        .sorted()
        .toList();
  }

  private void assertKilledHasTheConfirmed() {
    assertThat(members(DatabaseContent.afterKill(directory))).isEqualTo(confirmed);
  }

  /** All of the first calls, and ever fewer of the later ones. */
  private static int next(int call) {
    return call + 1 + call / 3;
  }

  @ParameterizedTest
  @EnumSource
  void aWriteOfEvictedRowsThatFailsIsRefusedAndLosesNothing(Fault fault) throws IOException {
    try (JdbiStorage storage = storage(files())) {
      fill(storage.unitOfWork());
      int met = -1;
      boolean wasMet = true;
      for (int call = 1; wasMet; call = next(call)) {
        met++;
        // Reopened separately, so that the fault affects the unit, which evicts these rows.
        addMembers(storage.unitOfWork());
        disk.failAt(fault, call);
        try {
          addMembers(storage.unitOfWork());
        } catch (StorageUnavailableException e) {
          assertThat(disk.failures()).as(e.getMessage()).isEqualTo(1);
          assertThat(e instanceof StorageFullException)
              .as(e.getMessage())
              .isEqualTo(fault.isNoRoom());
        }
        wasMet = disk.failures() > 0;
        disk.mend();
        assertKilledHasTheConfirmed();
      }
      assertThat(met)
          .as("more than the log of a commit")
          .isGreaterThan(fault == Fault.FAILED_SYNC ? 0 : LOG_CALLS_MAX);
    }
    assertThat(members(DatabaseContent.of(directory))).isEqualTo(confirmed);
  }

  @ParameterizedTest
  @EnumSource
  void aCheckpointOfChangedRowsThatFailsLosesNothing(Fault fault) throws Exception {
    HsqldbDirectory files = files();
    try (JdbiStorage storage = storage(files)) {
      fill(storage.unitOfWork());
      boolean wasMet = true;
      for (int call = 1; wasMet; call = next(call)) {
        addMembers(storage.unitOfWork());
        disk.failAt(fault, call);
        checkpoint(files);
        wasMet = disk.failures() > 0;
        assertThat(files.isTrusted()).as("known at once").isEqualTo(!wasMet);
        disk.mend();
        assertKilledHasTheConfirmed();
      }
    }
    assertThat(members(DatabaseContent.of(directory))).isEqualTo(confirmed);
  }

  private static void checkpoint(HsqldbDirectory files) {
    try (Connection connection = files.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      // Whether HSQLDB reports it does not matter.
    }
  }

  @Test
  void whatAKillLeavesAtAnyWriteIsReadByACheckWithoutAChangeAndByAStart() throws IOException {
    HsqldbDirectory files = files();
    try (JdbiStorage storage = storage(files)) {
      fill(storage.unitOfWork());
      List<Path> left = new ArrayList<>();
      watch(left);
      confirmed.addAll(
          storage
              .unitOfWork()
              .<List<Integer>>transact(tx -> {
                List<Integer> added = add(tx);
                disk.watch(() -> {});
                return added;
              }));
      assertThat(left).hasSizeGreaterThan(5);
      for (Path copy : left) {
        assertIsReadBy(copy, confirmed.subList(0, confirmed.size() - ROWS));
      }
      left.clear();
      watch(left);
      checkpoint(files);
      disk.watch(() -> {});
      left.add(leaveCopy());
      assertThat(left).hasSizeGreaterThan(5);
      for (Path copy : left) {
        assertIsReadBy(copy, confirmed);
      }
    }
  }

  /** Copies the files at disk calls, as a kill would leave them then. */
  private void watch(List<Path> left) {
    int[] calls = {0, 1};
    disk.watch(() -> {
      if (++calls[0] == calls[1]) {
        calls[1] = next(calls[1]);
        left.add(leaveCopy());
      }
    });
  }

  private Path leaveCopy() {
    try {
      Path copy = Files.createTempDirectory(copies, "killed");
      DatabaseContent.copyFiles(directory, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertIsReadBy(Path killed, List<Integer> members) throws IOException {
    SortedMap<String, String> before = DatabaseContent.digests(killed);
    try (HsqldbDirectory reading = HsqldbDirectory.openForReading(killed);
        Connection connection = reading.connect()) {
      assertThat(members(DatabaseContent.of(connection))).as("check").isEqualTo(members);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(DatabaseContent.digests(killed)).isEqualTo(before);
    assertThat(members(DatabaseContent.of(killed))).as("start").isEqualTo(members);
  }

  @Test
  void itsFilesAreForTheirOwnerAloneWhateverTheProcessGivesToOthers() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (JdbiStorage storage = storage(files())) {
      fill(storage.unitOfWork());
      assertOwnerOnly();
      storage.unitOfWork().compact();
      addMembers(storage.unitOfWork());
      assertOwnerOnly();
    }
    assertOwnerOnly();
  }

  private void assertOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }
}
