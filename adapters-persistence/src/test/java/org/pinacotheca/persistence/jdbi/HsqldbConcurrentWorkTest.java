package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

class HsqldbConcurrentWorkTest extends OneDatabase
    implements ConcurrentWorkBehaviour, FailingWorkBehaviour {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Path directory;

  @Override
  TestDatabase open(Path ofTheClass) {
    directory = ofTheClass;
    return TestDatabase.hsqldb(directory.resolve("shared"));
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
