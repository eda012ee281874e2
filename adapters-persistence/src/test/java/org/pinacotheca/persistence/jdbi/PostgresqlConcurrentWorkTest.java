package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.persistence.jdbi.WorkFixture.change;
import static org.pinacotheca.persistence.jdbi.WorkFixture.community;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.Community;

class PostgresqlConcurrentWorkTest extends OneDatabase
    implements ConcurrentWorkBehaviour, FailingWorkBehaviour {
  @Override
  TestDatabase open(Path directory) {
    return TestDatabase.postgresql();
  }

  @Override
  public TestDatabase another(JdbiSettings settings) {
    return TestDatabase.postgresql(settings);
  }

  @Override
  public void breakConnections(TestDatabase broken) throws SQLException {
    broken.execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """);
  }

  @Test
  void workWhoseConnectionBreaksBeforeItsCommitIsDoneOnAnother() {
    try (TestDatabase restarted = another(JdbiSettings.DEFAULT)) {
      UnitOfWork work = restarted.storage().unitOfWork();
      Community community = community();
      AtomicInteger runs = new AtomicInteger();
      change(
          work,
          tx -> {
            if (runs.incrementAndGet() == 1) {
              broken(restarted);
            }
            tx.communities().add(community);
          });
      assertThat(runs.get()).isEqualTo(2);
      assertThat(work.<Optional<Community>>read(tx -> tx.communities().find(community.name())))
          .contains(community);
    }
  }

  @Test
  void workWhoseConnectionBreaksAgainIsGivenUpAndWasNotDone() {
    try (TestDatabase restarted = another(JdbiSettings.DEFAULT)) {
      UnitOfWork work = restarted.storage().unitOfWork();
      Community community = community();
      AtomicInteger runs = new AtomicInteger();
      assertThatThrownBy(() ->
              change(
                  work,
                  tx -> {
                    runs.incrementAndGet();
                    tx.communities().add(community);
                    broken(restarted);
                    tx.communities().find(community.name());
                  }))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageNotContaining(community.name().value());
      assertThat(runs.get()).isEqualTo(2);
      assertThat(work.<Optional<Community>>read(tx -> tx.communities().find(community.name())))
          .isEmpty();
    }
  }

  private void broken(TestDatabase database) {
    try {
      breakConnections(database);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aServerThatDoesNotKeepWhatItCommitsIsRefused() throws SQLException {
    try (TestDatabase careless = TestDatabase.postgresql()) {
      careless.storage().close();
      careless.execute(
          "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET"
              + " synchronous_commit = off'; END $$");
      assertThatThrownBy(
              () -> careless.open(Keys.seal(), InstantSource.system(), JdbiSettings.DEFAULT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("synchronous_commit");
    }
  }

  @Test
  void anAddressThatIsNotOfPostgresqlIsRefusedWithoutShowingIt() {
    for (String address :
        new String[] {"jdbc:hsqldb:mem:s3cret", "s3cret", "jdbc:postgresql://a b"}) {
      assertThatThrownBy(() ->
              JdbiStorage.openPostgresql(
                  address, Keys.seal(), InstantSource.system(), JdbiSettings.DEFAULT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void aServerThatCannotBeReachedIsSaidSoWithoutThePassword() {
    String nowhere = "jdbc:postgresql://127.0.0.1:1/gallery?user=u&password=s3cret";
    assertThatThrownBy(() ->
            JdbiStorage.openPostgresql(
                nowhere, Keys.seal(), InstantSource.system(), JdbiSettings.DEFAULT))
        .isInstanceOf(StorageException.class)
        .satisfies(e -> assertThat(trace(e)).doesNotContain("s3cret"));
  }

  private static String trace(Throwable thrown) {
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
