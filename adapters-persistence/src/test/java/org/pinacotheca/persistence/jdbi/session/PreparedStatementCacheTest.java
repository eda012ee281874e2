package org.pinacotheca.persistence.jdbi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparedStatementCacheTest {
  private static final String ASK = "SELECT answer FROM question WHERE number = :number";

  private final List<Statement> used = new ArrayList<>();
  private Connection connection;
  private Handle handle;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:hsqldb:mem:kept-statements", "SA", "");
    Jdbi jdbi = Jdbi.create(() -> connection);
    jdbi.setStatementBuilderFactory(new PreparedStatementCache());
    jdbi.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            used.add(context.getStatement());
          }
        });
    handle = jdbi.open();
    handle.execute("CREATE TABLE question (number INTEGER PRIMARY KEY, answer VARCHAR(100))");
    handle.execute("INSERT INTO question VALUES (1, 'one'), (2, 'two')");
    used.clear();
  }

  @AfterEach
  void shutDown() throws SQLException {
    try (Connection last =
            DriverManager.getConnection("jdbc:hsqldb:mem:kept-statements", "SA", "");
        Statement statement = last.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  @Test
  void aStatementIsCompiledOnce() {
    assertThat(ask(1)).isEqualTo("one");
    assertThat(ask(2)).isEqualTo("two");
    assertThat(used).hasSize(2);
    assertThat(used.get(1)).isSameAs(used.get(0));
  }

  @Test
  void aStatementInUseIsNotGivenTwice() {
    List<String> answers =
        handle
            .createQuery("SELECT answer FROM question WHERE number >= :number ORDER BY number")
            .bind("number", 1)
            .map((row, context) -> row.getString(1) + inner())
            .list();
    assertThat(answers).containsExactly("onetwo", "twotwo");
  }

  private String inner() {
    return handle
        .createQuery("SELECT answer FROM question WHERE number >= :number ORDER BY number")
        .bind("number", 2)
        .mapTo(String.class)
        .findOne()
        .orElseThrow();
  }

  @Test
  void aStatementOutlivesAChangeOfTheSchema() {
    assertThat(ask(1)).isEqualTo("one");
    handle.execute("ALTER TABLE question ADD COLUMN note VARCHAR(10)");
    assertThat(ask(2)).isEqualTo("two");
  }

  @Test
  void aFailedStatementCanBeUsedAgain() {
    String insert = "INSERT INTO question (number, answer) VALUES (:number, 'more')";
    assertThatThrownBy(() -> handle.createUpdate(insert).bind("number", 1).execute())
        .hasRootCauseInstanceOf(org.hsqldb.HsqlException.class);
    assertThat(handle.createUpdate(insert).bind("number", 3).execute()).isEqualTo(1);
    assertThat(ask(3)).isEqualTo("more");
  }

  @Test
  void theOneUnusedForLongestIsClosedWhenThereAreTooMany() throws SQLException {
    assertThat(ask(1)).isEqualTo("one");
    for (int i = 0; i < 100; i++) {
      handle.createQuery("SELECT " + i + " FROM question").mapTo(Integer.class).list();
    }
    assertThat(used.get(0).isClosed()).isTrue();
    assertThat(used.get(1).isClosed()).isFalse();
    assertThat(ask(1)).isEqualTo("one");
  }

  private String ask(int number) {
    return handle.createQuery(ASK).bind("number", number).mapTo(String.class).one();
  }
}
