package org.pinacotheca.persistence.jdbi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.persistence.jdbi.session.Dialect;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlMigrationTest extends MigrationBehaviour {
  private TestDatabase database;

  @BeforeAll
  void open() {
    database = TestDatabase.postgresqlAfter(source -> fillFirstSchema(source, Dialect.POSTGRESQL));
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  TestDatabase database() {
    return database;
  }
}
