package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.testkit.memory.ManualClock;

/** Tests of one installation, filled once, on a database chosen by each subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InspectedInstallation implements InspectionFixture {
  private TestDatabase database;
  private InspectedWorld world;
  private Path files;

  /** Opens a separate database, with any files in the directory. */
  abstract TestDatabase open(Path directory, ManualClock clock);

  @BeforeAll
  void fill(@TempDir Path directory) {
    ManualClock clock = ManualClock.atSomeNoon();
    database = open(directory.resolve("database"), clock);
    files = directory.resolve("media");
    world = new InspectedWorld(database, clock, files);
  }

  @AfterAll
  void close() {
    world.close();
    database.close();
  }

  @Override
  public final TestDatabase database() {
    return database;
  }

  @Override
  public final InspectedWorld world() {
    return world;
  }

  @Override
  public final Path files() {
    return files;
  }
}
