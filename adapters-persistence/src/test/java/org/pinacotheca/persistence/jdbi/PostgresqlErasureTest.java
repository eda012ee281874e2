package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.pinacotheca.testkit.memory.ManualClock;

class PostgresqlErasureTest extends ErasureBehaviour {
  @Override
  TestDatabase open(Path directory, ManualClock clock) {
    return TestDatabase.postgresql(clock);
  }
}
