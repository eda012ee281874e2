package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.persistence.jdbi.migrate.Migrations;
import org.pinacotheca.persistence.jdbi.session.Dialect;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbMigrationTest extends MigrationBehaviour {
  private TestDatabase database;

  @BeforeAll
  void open(@TempDir Path directory) {
    database =
        TestDatabase.hsqldbAfter(directory, source -> fillFirstSchema(source, Dialect.HSQLDB));
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  TestDatabase database() {
    return database;
  }

  /**
   * Each statement is committed by itself, so an interrupted migration is run again from its start.
   */
  @Test
  void theLastMigrationCanBeRunAgain(@TempDir Path directory) {
    TestDatabase migratedTwice =
        TestDatabase.hsqldbAfter(
            directory,
            source -> {
              fillFirstSchema(source, Dialect.HSQLDB);
              Migrations.run(source, Dialect.HSQLDB);
              Jdbi.create(source)
                  .useHandle(rows ->
                      assertThat(
                              rows.execute(
                                  "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = ?",
                                  String.valueOf(Migrations.LATEST)))
                          .isEqualTo(1));
            });
    try {
      Set<AlbumId> all = Set.of(new AlbumId(71), new AlbumId(72), new AlbumId(73));
      assertThat(
              migratedTwice
                  .storage()
                  .unitOfWork()
                  .<List<Album>>read(tx -> tx.albums().findAll(all)))
          .hasSize(3)
          .first()
          .satisfies(album ->
              assertThat(album.tally().cover().map(Cover::safe)).isEqualTo(Optional.of(true)));
    } finally {
      migratedTwice.close();
    }
  }
}
