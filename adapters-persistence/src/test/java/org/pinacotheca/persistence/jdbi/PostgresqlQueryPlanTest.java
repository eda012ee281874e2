package org.pinacotheca.persistence.jdbi;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.persistence.jdbi.session.Dialect;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlQueryPlanTest extends QueryPlanBehaviour {
  private TestDatabase database;

  @BeforeAll
  void open() throws SQLException {
    database = TestDatabase.postgresql();
    fill(database);
    database.execute("ANALYZE");
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
    return Dialect.POSTGRESQL;
  }

  @Override
  String explain(String statement) {
    return "EXPLAIN " + statement;
  }

  @Override
  Pattern wholeTable() {
    return Pattern.compile("Seq Scan");
  }

  @Override
  Pattern rowsOfOwner() {
    return Pattern.compile("Index Cond: \\(owner_id = 7\\)");
  }
}
