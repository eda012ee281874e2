package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a class on one database, chosen by each subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneDatabase {
  private TestDatabase database;

  /** Opens a separate database, with any files in the directory. */
  abstract TestDatabase open(Path directory);

  @BeforeAll
  void begin(@TempDir Path directory) {
    database = open(directory);
  }

  @AfterAll
  void close() {
    database.close();
  }

  public final TestDatabase database() {
    return database;
  }
}
