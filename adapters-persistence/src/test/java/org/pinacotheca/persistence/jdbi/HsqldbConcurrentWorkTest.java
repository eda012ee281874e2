package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbConcurrentWorkTest implements ConcurrentWorkBehaviour, FailingWorkBehaviour {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir static Path directory;
  private TestDatabase database;

  @BeforeAll
  void open() {
    database = TestDatabase.hsqldb(directory.resolve("shared"));
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  public TestDatabase database() {
    return database;
  }

  @Override
  public TestDatabase another(JdbiSettings settings) {
    return TestDatabase.hsqldb(directory.resolve("d" + NUMBER.incrementAndGet()), settings);
  }

  @Override
  public void breakConnections(TestDatabase broken) throws SQLException {
    broken.execute("SHUTDOWN IMMEDIATELY");
  }
}
