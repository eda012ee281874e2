package org.pinacotheca.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.simulation.Installation;
import org.pinacotheca.testkit.simulation.SeedSearch;

/** What the command prints of a gallery that fails. */
class SimulationReportTest {
  /** Nodes that do not share their storage. */
  private static final class Divided extends Installation {
    private Divided(long seed) {
      super(seed);
    }

    @Override
    protected UnitOfWork storage(ManualClock nodeClock) {
      return new InMemoryStorage(nodeClock);
    }
  }

  @Test
  void theFailureIsShownWithItsSeed() {
    SeedSearch search = new SeedSearch(150, Divided::new);
    search.run(7, () -> search.runs() == 3);
    SeedSearch.Failure failure = search.shortest().orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status = SimulateCommand.report(search, new PrintStream(out, true, UTF_8));
    assertThat(status).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains("the failure with the fewest steps (" + failure.steps() + "):")
        .contains(failure.message())
        .endsWith("pinacotheca simulate --seed " + failure.seed() + System.lineSeparator());
  }
}
