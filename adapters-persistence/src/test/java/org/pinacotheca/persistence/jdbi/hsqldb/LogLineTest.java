package org.pinacotheca.persistence.jdbi.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Complete and truncated lines of a log. */
class LogLineTest {
  private static final List<String> ROWS =
      List.of(
          "INSERT INTO ALBUM VALUES(1,-2,'it''s','','2026-03-01 12:00:00+0:00',NULL,TRUE,1.5E0)",
          "/*C12*/INSERT INTO T VALUES('a) VALUES(1,''', ARRAY[1,2],'INSERT INTO T VALUES(1)')",
          "DELETE FROM T WHERE ID=12 AND NAME='x AND y' AND Z IS NULL",
          "/*C3*/ALTER SEQUENCE PUBLIC.S RESTART WITH 17");
  private static final List<String> OTHERS =
      List.of(
          "COMMIT", "/*C12*/COMMIT", "SET SCHEMA PUBLIC", "DISCONNECT", "CREATE TABLE T(A INT)");

  @Test
  void whatTheDatabaseWritesIsWhole() {
    assertThat(ROWS).allMatch(LogLine::isWhole);
    assertThat(OTHERS).allMatch(LogLine::isWhole);
  }

  @Test
  void aLineThatIsTornAnywhereAndGoesOnWithAnotherIsNotWhole() {
    for (String torn : ROWS) {
      for (String next : ROWS) {
        int prefix = torn.startsWith("/*C") ? torn.indexOf("*/") + 2 : 0;
        for (int length = prefix + 1; length <= torn.length(); length++) {
          String joined = torn.substring(0, length) + next;
          assertThat(LogLine.isWhole(joined)).as(joined).isFalse();
        }
      }
    }
  }

  @Test
  void onlyCommitsAndChangesOfTheSchemaLast() {
    assertThat(ROWS).noneMatch(LogLine::isCommitting);
    assertThat(OTHERS)
        .filteredOn(LogLine::isCommitting)
        .containsExactly("COMMIT", "/*C12*/COMMIT", "CREATE TABLE T(A INT)");
  }

  @Test
  void zerosAndNothingAreNotWhole() {
    assertThat(List.of("", "\0\0\0", "COM", "COMMITCOMMIT", "INSERT INTO T VALUES(1"))
        .noneMatch(LogLine::isWhole);
  }
}
