package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;

class PostgresqlCrowdedLedgerTest extends CrowdedLedgerContract {
  @Override
  TestDatabase open(Path directory) {
    return TestDatabase.postgresql();
  }
}
