package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.testkit.ManualClock;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlErasureTest extends ErasureBehaviour {
  private TestDatabase database;
  private InspectedWorld world;
  private Path files;

  @BeforeAll
  void open(@TempDir Path directory) {
    ManualClock clock = ManualClock.atSomeNoon();
    database = TestDatabase.postgresql(clock);
    files = directory.resolve("media");
    world = new InspectedWorld(database, clock, files);
  }

  @AfterAll
  void close() {
    world.close();
    database.close();
  }

  @Override
  TestDatabase database() {
    return database;
  }

  @Override
  InspectedWorld world() {
    return world;
  }

  @Override
  Path files() {
    return files;
  }
}
