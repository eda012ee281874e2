package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.pinacotheca.testkit.memory.ManualClock;

class PostgresqlInspectionTest extends InspectionBehaviour {
  @Override
  TestDatabase open(Path directory, ManualClock clock) {
    return TestDatabase.postgresql(clock);
  }
}
