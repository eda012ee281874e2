package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.pinacotheca.testkit.memory.ManualClock;

class HsqldbInspectionTest extends InspectionBehaviour {
  @Override
  TestDatabase open(Path directory, ManualClock clock) {
    return TestDatabase.hsqldb(directory, clock);
  }
}
