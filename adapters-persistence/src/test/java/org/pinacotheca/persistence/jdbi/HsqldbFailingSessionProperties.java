package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbSettings;
import org.pinacotheca.testkit.memory.FakeImageProcessor;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.Session;
import org.pinacotheca.testkit.scenario.SessionArbitraries;
import org.pinacotheca.testkit.scenario.SessionRunner;

/** A session of all kinds of commands on a disk that fails at every write. */
class HsqldbFailingSessionProperties {
  private static final int SCENES = 20;

  @Property(tries = 1, seed = "1839", edgeCases = EdgeCasesMode.NONE)
  void whatWasConfirmedIsThereAndWhatWasRefusedIsNot(@ForAll("sessions") Session session)
      throws IOException {
    Path directory = Directories.temporary();
    try {
      play(session, directory);
    } finally {
      Directories.remove(directory);
    }
  }

  private static void play(Session session, Path directory) {
    FaultyDisk disk = new FaultyDisk();
    ManualClock clock = ManualClock.atSomeNoon();
    SortedMap<String, List<String>> confirmed;
    try (JdbiStorage storage =
        JdbiStorage.openHsqldb(
            HsqldbDirectory.open(directory, disk::files, HsqldbSettings.DEFAULT, Duration.ZERO),
            Keys.seal(),
            clock,
            JdbiSettings.DEFAULT)) {
      SampleMembers world = SampleMembers.of(gallery(storage.unitOfWork(), clock), clock);
      FaultyWork faulty = new FaultyWork(storage.unitOfWork(), disk, directory);
      SessionRunner runner = new SessionRunner(world, new CoreApi(gallery(faulty, clock)));
      session.steps().forEach(runner::play);
      assertThat(faulty.refusals()).isGreaterThan(20);
      confirmed = DatabaseContent.afterKill(directory);
    }
    assertThat(DatabaseContent.of(directory)).isEqualTo(confirmed);
  }

  private static Gallery gallery(UnitOfWork work, ManualClock clock) {
    return Gallery.of(
        work,
        new InMemoryPictureFiles(clock),
        new FakeImageProcessor(),
        new HmacSecrets(Keys.master(1)),
        GallerySettings.DEFAULT);
  }

  @Provide
  Arbitrary<Session> sessions() {
    return SessionArbitraries.sessions(SCENES);
  }
}
