package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.gallery.PictureOrder;

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

  /** It would otherwise read all pictures of the owner, however few are asked for. */
  @Test
  void aPageOfAGalleryIsReadByTheIndexOfAllItsConditions() throws SQLException {
    Map<String, String> whole =
        plansOf(tx ->
            tx.pictures().approved(OWNER, Optional.empty(), PictureOrder.DATE_UPLOADED, FIRST));
    assertThat(whole).hasSize(2);
    assertThat(whole.values()).anyMatch(plan -> plan.contains("uses index"));
    assertIndex("PICTURE_SHOWN_BY_UPLOAD", whole);
    assertIndex(
        "PICTURE_BY_ALBUM",
        plansOf(tx ->
            tx.pictures().approved(OWNER, Optional.of(ALBUM), PictureOrder.DATE_UPLOADED, FIRST)));
    assertIndex("PICTURE_SHOWN_BY_UPLOAD", plansOf(tx -> tx.pictures().pending(OWNER, FIRST)));
  }

  @Test
  void whatCountsForALimitIsReadByTheIndexOfAllItsConditions() throws SQLException {
    assertIndex("PICTURE_BY_ALBUM", plansOf(tx -> tx.pictures().countLoose(OWNER)));
    assertIndex("PICTURE_SHOWN_BY_UPLOAD", plansOf(tx -> tx.pictures().countFree(OWNER)));
    assertIndex(
        "PICTURE_BY_APPLICATION",
        plansOf(tx -> tx.pictures().countPending(OWNER, new ApiKey("viewer"))));
  }

  private static void assertIndex(String index, Map<String, String> plans) {
    assertThat(plans)
        .isNotEmpty()
        .allSatisfy((sql, plan) ->
            assertThat(plan).as("the plan of %s", sql).contains("index=" + index + "\n"));
  }

  @Override
  Pattern wholeTable() {
    // An array in a statement is a table of its own there, and is read whole.
    return Pattern.compile(
        "table=(?!SYSTEM_SUBQUERY)\\w+\\s+(alias=\\w+\\s+)?cardinality=\\d+\\s+access=FULL SCAN");
  }
}
