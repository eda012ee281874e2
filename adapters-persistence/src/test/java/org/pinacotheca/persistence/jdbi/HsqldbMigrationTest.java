package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbMigrationTest extends MigrationBehaviour {
  private TestDatabase database;

  @BeforeAll
  void open(@TempDir Path directory) {
    database =
        TestDatabase.hsqldbAfter(directory, source -> fillFirstSchema(source, Dialect.HSQLDB));
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  TestDatabase database() {
    return database;
  }
}
