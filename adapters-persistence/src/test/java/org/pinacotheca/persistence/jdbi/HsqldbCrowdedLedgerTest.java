package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;

class HsqldbCrowdedLedgerTest extends CrowdedLedgerContract {
  @Override
  TestDatabase open(Path directory) {
    return TestDatabase.hsqldb(directory);
  }
}
