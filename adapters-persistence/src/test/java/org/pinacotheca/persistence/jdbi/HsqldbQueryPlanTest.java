package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.Dialect;

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

  /** It would otherwise read all pictures of the owner, even for a few. */
  @Test
  void aPageOfAGalleryIsReadByTheIndexOfAllItsConditions() throws SQLException {
    Map<String, String> whole =
        plansOf(tx ->
            tx.pictures().approved(OWNER, Optional.empty(), PictureOrder.DATE_UPLOADED, FIRST));
    assertThat(whole).hasSize(2);
    assertThat(whole.values())
        .filteredOn(plan -> plan.contains("uses index"))
        .singleElement()
        .satisfies(plan -> assertThat(plan).contains("index=PICTURE_SHOWN_BY_UPLOAD\n"));
    // All others are counted by the albums.
    assertThat(whole.values())
        .filteredOn(plan -> plan.contains("COLUMN: PUBLIC.ALBUM.APPROVED"))
        .singleElement()
        .satisfies(plan ->
            assertThat(plan.substring(plan.indexOf("index=PICTURE_BY_ALBUM\n")))
                .contains("IS NULL", "COLUMN: PUBLIC.PICTURE.APPROVED"));
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
        "PICTURE_SHOWN_BY_UPLOAD",
        plansOf(tx -> tx.pictures().countPending(OWNER, new ApiKey("viewer"))));
  }

  @Test
  void thePicturesOfAnAlbumAreFoundByItsOwner() throws SQLException {
    for (Set<UserId> owners : List.of(Set.<UserId>of(), Set.of(OWNER))) {
      assertIndex(
          "PICTURE_BY_ALBUM", plansOf(tx -> search(tx, owners, Optional.of(ALBUM), Set.of())));
    }
    Map<String, String> tally = plansOf(tx -> tx.pictures().tally(OWNER, ALBUM));
    assertThat(tally).hasSize(1);
    assertIndex("PICTURE_BY_ALBUM", tally);
    assertIndex("PICTURE_PK", tally);
  }

  private static void assertIndex(String index, Map<String, String> plans) {
    assertThat(plans)
        .isNotEmpty()
        .allSatisfy((sql, plan) ->
            assertThat(plan).as("the plan of %s", sql).contains("index=" + index + "\n"));
  }

  @Override
  Pattern wholeTable() {
    // In HSQLDB an array in a statement is a table, which is read completely.
    return Pattern.compile(
        "table=(?!SYSTEM_SUBQUERY)\\w+\\s+(alias=\\w+\\s+)?cardinality=\\d+\\s+access=FULL SCAN");
  }

  @Override
  Pattern rowsOfOwner() {
    return Pattern.compile(
        "start conditions=\\[\\s+EQUAL arg_left=\\[\\s+COLUMN: PUBLIC\\.ALBUM\\.OWNER_ID\\s");
  }
}
