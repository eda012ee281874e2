package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbQueryPlanTest extends QueryPlanBehaviour {
  private TestDatabase database;

  @BeforeAll
  void open(@TempDir Path directory) throws SQLException {
    database = TestDatabase.hsqldb(directory);
    fill(database);
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  TestDatabase database() {
    return database;
  }

  @Override
  Dialect dialect() {
    return Dialect.HSQLDB;
  }

  @Override
  String explain(String statement) {
    return "EXPLAIN PLAN FOR " + statement;
  }

  @Override
  Pattern wholeTable() {
    // An array in a statement is a table of its own there, and is read whole.
    return Pattern.compile(
        "table=(?!SYSTEM_SUBQUERY)\\w+\\s+(alias=\\w+\\s+)?cardinality=\\d+\\s+access=FULL SCAN");
  }
}
