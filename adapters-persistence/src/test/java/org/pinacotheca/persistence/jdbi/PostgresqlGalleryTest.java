package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.pinacotheca.testkit.memory.ManualClock;

class PostgresqlGalleryTest extends DatabaseGalleryContract {
  @Override
  TestDatabase open(Path directory, ManualClock clock) {
    return TestDatabase.postgresql(clock);
  }
}
