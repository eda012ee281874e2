package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.jdbi.migrate.RowChecksum;
import org.pinacotheca.persistence.jdbi.migrate.TableCopy;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testservers.PostgresqlServer;

/** Every row of an embedded database arrives in PostgreSQL as it was, or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseMoveTest {
  private static final JdbiSettings SETTINGS = JdbiSettings.DEFAULT;
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int UNLOCKS = 1_300;
  private static final String LAST_TABLE = "wrong_pin";

  private Path directory;
  private JdbiStorage source;
  private PostgresqlServer.Database target;

  @BeforeAll
  void fill(@TempDir Path temporary) throws SQLException {
    directory = temporary.resolve("database");
    ManualClock clock = ManualClock.atSomeNoon();
    try (TestDatabase database = TestDatabase.hsqldb(directory, clock)) {
      try (InspectedWorld world = new InspectedWorld(database, clock, temporary.resolve("media"))) {
        world.goOn();
      }
      try (Connection connection = database.connect()) {
        fillTheRest(connection);
      }
    }
    source = JdbiStorage.readHsqldb(directory, Keys.seal(), CLOCK, SETTINGS);
  }

  @AfterAll
  void closeSource() {
    source.close();
  }

  @BeforeEach
  void makeTarget() {
    target = PostgresqlServer.makeDatabase();
  }

  @AfterEach
  void dropTarget() {
    target.close();
  }

  /** What the use cases above leave empty, with the values hardest to preserve. */
  private static void fillTheRest(Connection connection) throws SQLException {
    OffsetDateTime first = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 1_000, ZoneOffset.ofHours(9));
    OffsetDateTime last = OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000, ZoneOffset.UTC);
    byte[] bytes = HexFormat.of().parseHex("00ff27225c0a0d7f80");
    insert(connection, "community", "people \uD83D\uDE00", "'; DROP TABLE \\ \u8A9E\t\n");
    insert(connection, "refresh_token", "r", "family", 1, "app", "scope", last, true, null, first);
    insert(
        connection,
        "rpc_session",
        "s",
        1,
        "app",
        null,
        null,
        new BigDecimal("1234567890.00000001"),
        first,
        null);
    insert(connection, "login", "l", "app", null, null, first, null);
    insert(connection, "kept_answer", 1, "app", "key ", "f", bytes, last, 7, "", false);
    insert(connection, "erased_member", 4711, first, false);
    insert(connection, "abandoned_media", "0".repeat(32));
    insert(connection, "rate_window", "member 1", first, 3);
    insert(connection, "share_link", 1, 9, 2, "all", "t", first, null, null, 0, null, null, false);
    insert(connection, "share_link_wrong_pin", 5, 9, "origin", last, 3);
    insert(connection, "wrong_pin", 77, 1, 2, last, 3);
    insert(connection, "member_password", 1, "anna \uD83D\uDE00 ", "$hash ");
    insert(connection, "invitation", 1, "i", last);
    insert(connection, "wrong_password", 78, 1, "origin", last, 3);
    insert(connection, "authorization_code", "c", 1, "app", "https://a.b/", "", null, first, null);
    try (PreparedStatement unlock =
        connection.prepareStatement("INSERT INTO album_unlock VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < UNLOCKS; i++) {
        unlock.setInt(1, 1_000 + i % 3);
        unlock.setInt(2, 1_000 + i % 21);
        unlock.setInt(3, 1_000 + i);
        unlock.setObject(4, first);
        unlock.setBoolean(5, i % 2 == 0);
        unlock.addBatch();
      }
      unlock.executeBatch();
    }
  }

  private static void insert(Connection connection, String table, Object... values)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(values.length - 1) + ")")) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  private DatabaseMove open() {
    return DatabaseMove.open(target.jdbcUrl());
  }

  private void openServer() {
    JdbiStorage.openPostgresql(target.jdbcUrl(), Keys.seal(), CLOCK, SETTINGS).close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(target.jdbcUrl());
  }

  /** All tables of a database with all their rows, read in the simplest way. */
  private static SortedMap<String, List<String>> contents(Connection connection)
      throws SQLException {
    SortedMap<String, List<String>> contents = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema IN"
                  + " ('PUBLIC', 'public') AND table_type = 'BASE TABLE'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        if (!table.equals("flyway_schema_history")) {
          contents.put(table.toLowerCase(Locale.ROOT), rows(statement, table));
        }
      }
    }
    return contents;
  }

  private static List<String> rows(Statement statement, String table) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      while (rows.next()) {
        SortedMap<String, String> line = new TreeMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.put(
              rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT),
              plain(rows.getObject(i)));
        }
        lines.add(line.toString());
      }
    }
    lines.sort(null);
    return lines;
  }

  private static String plain(Object value) {
    return switch (value) {
      case null -> "nothing";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case Timestamp time -> time.toInstant().toString();
      case OffsetDateTime time -> time.toInstant().toString();
      default -> value.toString();
    };
  }

  @Test
  void everyRowOfEveryTableArrives() throws SQLException {
    SortedMap<String, List<String>> wanted;
    try (Handle handle = source.open()) {
      wanted = contents(handle.getConnection());
    }
    assertThat(wanted).as("a new table needs a row in this test").hasSizeGreaterThan(20);
    assertThat(wanted.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    try (DatabaseMove move = open()) {
      List<DatabaseMove.Moved> moved = move.copyRows(source, (_, _) -> {});
      assertThat(moved)
          .containsExactlyElementsOf(
              wanted.entrySet().stream()
                  .map(table -> new DatabaseMove.Moved(table.getKey(), table.getValue().size()))
                  .toList());
    }
    try (Connection connection = connect()) {
      assertThat(contents(connection)).isEqualTo(wanted);
    }
  }

  @Test
  void numbersGoOnBehindThoseThatWereGiven() throws SQLException {
    try (DatabaseMove move = open()) {
      move.copyRows(source, (_, _) -> {});
    }
    Map<String, Long> wanted = new TreeMap<>();
    try (Handle handle = source.open()) {
      for (String sequence : TableCopy.sequences(handle)) {
        wanted.put(sequence, TableCopy.nextNumber(handle, sequence));
      }
    }
    assertThat(wanted).hasSizeGreaterThanOrEqualTo(6).containsKey("picture_id_sequence");
    try (Connection connection = connect()) {
      for (Map.Entry<String, Long> sequence : wanted.entrySet()) {
        assertThat(number(connection, "SELECT nextval('" + sequence.getKey() + "')"))
            .as(sequence.getKey())
            .isEqualTo(sequence.getValue());
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO wrong_pin (album_id, viewer_id, given) VALUES (1, 2, now())");
      }
      assertThat(number(connection, "SELECT MAX(wrong_pin_id) FROM wrong_pin")).isEqualTo(78);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aMoveThatBreaksOffLeavesNoRowAndIsRepeated() throws SQLException {
    try (DatabaseMove move = open()) {
      assertThatThrownBy(() ->
              move.copyRows(
                  source,
                  (table, _) -> {
                    if (table.equals("picture")) {
                      throw new IllegalStateException("it breaks off");
                    }
                  }))
          .hasMessage("it breaks off");
    }
    try (Connection connection = connect()) {
      assertThat(contents(connection).values()).allSatisfy(rows -> assertThat(rows).isEmpty());
    }
    try (DatabaseMove again = open()) {
      again.copyRows(source, (_, _) -> {});
    }
    openServer();
    assertNotEmpty("is not empty");
  }

  private void assertNotEmpty(String words) {
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(words);
  }

  @Test
  void noServerStartsOnTheDatabaseBeforeTheRowsAreCommitted() throws Exception {
    CountDownLatch copying = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newSingleThreadExecutor();
        DatabaseMove move = open()) {
      List<Future<?>> starts = new ArrayList<>();
      move.copyRows(
          source,
          (table, _) -> {
            if (table.equals(LAST_TABLE)) {
              starts.add(
                  executor.submit(() -> {
                    copying.countDown();
                    openServer();
                  }));
              awaitWaiting(copying);
            }
          });
      try {
        starts.getFirst().get(5, TimeUnit.MINUTES);
      } catch (ExecutionException e) {
        assertThat(e).as("waited too long").hasCauseInstanceOf(StorageException.class);
      }
    }
    try (Connection connection = connect();
        Handle handle = source.open()) {
      assertThat(contents(connection)).isEqualTo(contents(handle.getConnection()));
    }
  }

  /** Until the server's start waits for the move's lock. */
  private void awaitWaiting(CountDownLatch copying) {
    try (Connection connection = connect()) {
      assertThat(copying.await(5, TimeUnit.MINUTES)).isTrue();
      while (number(
              connection,
              "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation ="
                  + " 'storage_mark'::regclass")
          == 0) {
        Thread.onSpinWait();
      }
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDatabaseThatHoldsAGalleryOrAnythingElseIsLeftAlone() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE \"Of others\" (content VARCHAR(10))");
      statement.execute("INSERT INTO \"Of others\" VALUES ('theirs')");
      assertNotEmpty("Of others has rows");
      statement.execute("DROP TABLE \"Of others\"");
    }
    openServer();
    assertNotEmpty("storage_mark has rows");
  }

  @Test
  void aServerThatBeginsToUseTheDatabaseMeanwhileWins() {
    try (DatabaseMove move = open()) {
      openServer();
      assertThatThrownBy(() -> move.copyRows(source, (_, _) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("storage_mark has rows");
    }
    openServer();
  }

  @Test
  void rowsThatDifferInAnythingAreSeen() {
    RowChecksum sent = digest(1, "a", null, Instant.EPOCH.atOffset(ZoneOffset.UTC));
    assertThat(sent.agreesWith(digest(1L, "a", null, Timestamp.from(Instant.EPOCH)))).isTrue();
    for (Object[] other :
        new Object[][] {
          {2, "a", null, Timestamp.from(Instant.EPOCH)},
          {1, "a ", null, Timestamp.from(Instant.EPOCH)},
          {1, "a", "", Timestamp.from(Instant.EPOCH)},
          {1, "a", null, Timestamp.from(Instant.EPOCH.plusNanos(1_000))}
        }) {
      assertThat(sent.agreesWith(digest(other))).isFalse();
    }
  }

  private static RowChecksum digest(Object... row) {
    RowChecksum digest = new RowChecksum();
    digest.add(row);
    return digest;
  }
}
