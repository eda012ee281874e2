package org.pinacotheca.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The simulation as a command. */
class SimulateCommandTest {
  @Test
  void thePackagedProgramSimulatesASeedWithoutTestEngines() throws Exception {
    Process process =
        ServerProcess.command(List.of("simulate", "--seed", "7")).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(printed)
        .isEqualToNormalizingNewlines(
            """
            Simulating from seed 7 on.
            1 simulation: no failure.
            """);
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void aBadOptionIsReportedInOneLine() {
    CommandLineTest.Run seed = CommandLineTest.run(Map.of(), "simulate", "--seed", "first");
    assertThat(seed.status()).isEqualTo(2);
    assertThat(seed.err()).contains("'--seed'", "'first'").hasLineCount(1);
    for (String minutes : List.of("0", "10001")) {
      CommandLineTest.Run run = CommandLineTest.run(Map.of(), "simulate", "--minutes", minutes);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err())
          .contains("--minutes must be from 1 to 10000, not " + minutes)
          .hasLineCount(1);
      assertThat(run.out()).isEmpty();
    }
  }
}
