package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.hsqldb.CheckedFiles;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbSettings;
import org.pinacotheca.persistence.jdbi.hsqldb.UnsupportedHsqldbException;

/** An HSQLDB directory is opened, closed, damaged, and left by a killed process. */
class HsqldbStartTest {
  private static final Community ZOO = new Community(new CommunityName("zoo"), "The Zoo");

  @TempDir Path directory;

  private Connection connect() throws SQLException {
    String url = "jdbc:hsqldb:file:" + directory.resolve("gallery") + ";hsqldb.lock_file=false";
    return DriverManager.getConnection(url, "SA", "");
  }

  private void tamper(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Map<String, String> settings() throws SQLException {
    Map<String, String> settings = new HashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES")) {
      while (rows.next()) {
        settings.put(rows.getString("PROPERTY_NAME"), rows.getString("PROPERTY_VALUE"));
      }
    }
    return settings;
  }

  private void assertSafe() throws SQLException {
    assertThat(settings())
        .containsEntry("hsqldb.tx", "MVCC")
        .containsEntry("hsqldb.tx_level", "READ_COMMITTED")
        .containsEntry("hsqldb.write_delay", "false")
        .containsEntry("hsqldb.log_data", "true")
        .containsEntry("hsqldb.default_table_type", "CACHED");
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM storage_mark WHERE name = 'master key '")) {
      rows.next();
      assertThat(rows.getInt(1)).as("blanks at the end do not count").isZero();
    }
  }

  @Test
  void whatWasCommittedIsThereAfterItWasClosedAndOpened() throws SQLException {
    try (JdbiStorage storage = TestDatabase.openHsqldb(directory)) {
      storage
          .unitOfWork()
          .transact(tx -> {
            tx.communities().add(ZOO);
            return tx.now();
          });
      assertSafe();
    }
    for (int time = 0; time < 2; time++) {
      try (JdbiStorage storage = TestDatabase.openHsqldb(directory)) {
        assertThat(
                storage
                    .unitOfWork()
                    .<Optional<Community>>read(tx -> tx.communities().find(ZOO.name())))
            .contains(ZOO);
        assertSafe();
      }
    }
  }

  @Test
  void settingsThatWereTamperedWithAreRepairedAtTheNextStart() throws SQLException {
    TestDatabase.openHsqldb(directory).close();
    tamper(
        "SET DATABASE TRANSACTION CONTROL LOCKS",
        "SET FILES WRITE DELAY 10",
        "SET DATABASE DEFAULT TABLE TYPE MEMORY",
        "SET DATABASE DEFAULT ISOLATION LEVEL SERIALIZABLE",
        "SHUTDOWN");
    assertThat(settings()).containsEntry("hsqldb.tx", "LOCKS");
    tamper("SHUTDOWN");
    try (JdbiStorage storage = TestDatabase.openHsqldb(directory)) {
      assertThat(
              storage.unitOfWork().<Integer>read(tx -> tx.albums().extent(new UserId(1)).count()))
          .isZero();
      assertSafe();
    }
  }

  @Test
  void aDatabaseThatCannotBeWrittenIsRefused() throws IOException {
    TestDatabase.openHsqldb(directory).close();
    Files.writeString(
        directory.resolve("gallery.properties"), "readonly=true\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> TestDatabase.openHsqldb(directory))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void aSchemaOfALaterReleaseIsRefused() throws SQLException {
    TestDatabase.openHsqldb(directory).close();
    tamper("UPDATE \"flyway_schema_history\" SET \"version\" = '999'", "SHUTDOWN");
    assertThatThrownBy(() -> TestDatabase.openHsqldb(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("999")
        .hasMessageContaining("later release");
  }

  @Test
  void anotherMasterKeyIsRefusedAndTheRightOneIsStillTaken() {
    TestDatabase.openHsqldb(directory).close();
    AesGcmCipher other = new AesGcmCipher(Keys.master(2));
    assertThatThrownBy(() ->
            JdbiStorage.openHsqldb(directory, other, InstantSource.system(), JdbiSettings.DEFAULT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("master key")
        .hasMessageNotContaining(other.fingerprint());
    TestDatabase.openHsqldb(directory).close();
  }

  @Test
  void aSecondOpenerIsRefusedInThisProcessAndInAnother() throws Exception {
    try (JdbiStorage storage = TestDatabase.openHsqldb(directory)) {
      assertThatThrownBy(() ->
              TestDatabase.openHsqldb(directory.resolve("..").resolve(directory.getFileName())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use")
          .hasMessageContaining(directory.toRealPath().toString());
      Process other = CommittingProcess.start(directory);
      try (BufferedReader said = other.inputReader()) {
        assertThat(CommittingProcess.line(said)).startsWith("refused: ").contains("in use");
      } finally {
        other.destroyForcibly().waitFor();
      }
      assertThat(
              storage.unitOfWork().<Integer>read(tx -> tx.albums().extent(new UserId(1)).count()))
          .isZero();
    }
  }

  @Test
  void anotherHsqldbIsNamedAndLeavesTheDirectoryFree() {
    TestDatabase.openHsqldb(directory).close();
    assertThatThrownBy(() -> openThrough(HsqldbStartTest::withoutLog))
        .isInstanceOf(UnsupportedHsqldbException.class)
        .hasMessageContaining("HSQLDB 2.")
        .hasMessageContaining("use HSQLDB 2.7.4");
    assertThatThrownBy(() ->
            openThrough(base -> {
              throw new NoClassDefFoundError("org/hsqldb/lib/FileAccess");
            }))
        .isInstanceOf(LinkageError.class);
    TestDatabase.openHsqldb(directory).close();
  }

  private void openThrough(Function<Path, CheckedFiles> files) {
    HsqldbDirectory.open(directory, files, HsqldbSettings.DEFAULT, Duration.ZERO).close();
  }

  /** Files that lack one method for HSQLDB. */
  private static CheckedFiles withoutLog(Path base) {
    return new CheckedFiles(base) {
      @Override
      protected FileOutputStream open(Path file, boolean append) throws IOException {
        if (file.toString().endsWith(".log")) {
          throw new NoSuchMethodError("openOutputStreamElement");
        }
        return super.open(file, append);
      }
    };
  }

  @Test
  void aCopyThatCannotBeRemovedKeepsTheDirectoryFromNobody(@TempDir Path killed) throws Exception {
    try (JdbiStorage _ = TestDatabase.openHsqldb(directory)) {
      DatabaseContent.copyFiles(directory, killed);
    }
    Files.createFile(killed.resolve("lock"));
    HsqldbDirectory reading = HsqldbDirectory.openForReading(killed);
    Path copy;
    try (Connection connection = reading.connect()) {
      String url = connection.getMetaData().getURL();
      copy = Path.of(url.substring("jdbc:hsqldb:file:".length())).getParent();
    }
    assertThat(copy).isNotEqualTo(killed);
    Path kept = Files.createFile(Files.createDirectory(copy.resolve("kept")).resolve("file"));
    assertThatThrownBy(reading::close).isInstanceOf(UncheckedIOException.class);
    Files.delete(kept);
    HsqldbDirectory.open(killed).close();
    Directories.remove(copy);
  }

  @Test
  void whatAKilledProcessHadCommittedIsThere() throws Exception {
    Set<Integer> acknowledged = new HashSet<>();
    Process process = CommittingProcess.start(directory);
    try (BufferedReader said = process.inputReader()) {
      while (acknowledged.size() < 100) {
        acknowledged.add(Integer.valueOf(CommittingProcess.line(said)));
      }
      assertThatThrownBy(() -> TestDatabase.openHsqldb(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use");
      process.toHandle().destroyForcibly();
      // What it printed meanwhile was committed too; the last line may be incomplete.
      String rest = said.readAllAsString();
      rest.substring(0, rest.lastIndexOf('\n') + 1)
          .lines()
          .forEach(line -> acknowledged.add(Integer.valueOf(line)));
    } finally {
      assertThat(process.destroyForcibly().waitFor(5, TimeUnit.MINUTES)).isTrue();
    }
    try (JdbiStorage storage = TestDatabase.openHsqldb(directory)) {
      storage
          .unitOfWork()
          .read(tx -> {
            assertThat(acknowledged)
                .allSatisfy(id -> assertThat(tx.members().find(new UserId(id))).isPresent());
            return tx.now();
          });
      UserId next = storage.unitOfWork().transact(tx -> tx.members().nextId());
      assertThat(acknowledged).doesNotContain(next.value());
      assertSafe();
    }
  }
}
