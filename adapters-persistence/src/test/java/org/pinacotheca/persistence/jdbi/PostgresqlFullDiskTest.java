package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Community;

/** A PostgreSQL server reports a full or failing disk, at a statement or at the commit. */
class PostgresqlFullDiskTest {
  private static final Community COMMUNITY = WorkFixture.community();

  private static void failing(TestDatabase database, String trigger, String state)
      throws SQLException {
    database.execute(
        "CREATE FUNCTION fail() RETURNS trigger AS"
            + " $$ BEGIN RAISE EXCEPTION USING ERRCODE = '%s'; END $$ LANGUAGE plpgsql"
                .formatted(state),
        trigger);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER no_room BEFORE INSERT ON community FOR EACH ROW EXECUTE FUNCTION fail()",
        "CREATE CONSTRAINT TRIGGER no_room AFTER INSERT ON community DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION fail()"
      })
  void aFullDiskIsReported(String trigger) throws SQLException {
    try (TestDatabase database = TestDatabase.postgresql()) {
      failing(database, trigger, "53100");
      UnitOfWork work = database.storage().unitOfWork();
      assertThatThrownBy(() -> WorkFixture.change(work, tx -> tx.communities().add(COMMUNITY)))
          .isInstanceOf(StorageFullException.class);
      database.execute("DROP TRIGGER no_room ON community");
      WorkFixture.change(work, tx -> tx.communities().add(COMMUNITY));
      assertThat(work.<Boolean>read(tx -> tx.communities().find(COMMUNITY.name()).isPresent()))
          .isTrue();
    }
  }

  @Test
  void aFailingDiskIsNoFullOne() throws SQLException {
    try (TestDatabase database = TestDatabase.postgresql()) {
      failing(
          database,
          "CREATE TRIGGER broken BEFORE INSERT ON community FOR EACH ROW EXECUTE FUNCTION fail()",
          "58030");
      UnitOfWork work = database.storage().unitOfWork();
      assertThatThrownBy(() -> WorkFixture.change(work, tx -> tx.communities().add(COMMUNITY)))
          .isInstanceOf(StorageUnavailableException.class)
          .isNotInstanceOf(StorageFullException.class);
    }
  }
}
