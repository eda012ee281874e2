package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit of connections, given the open files of a process. */
class ConnectionLimitTest {
  @ParameterizedTest
  @CsvSource({
    "10000, 1048576, 200, 10000",
    "10000, 1024, 200, 412",
    "300, 1024, 200, 300",
    "10000, 256, 150, 53",
    "10000, 256, 300, 1"
  })
  void halfOfWhatMayStillBeOpenedIsForConnections(
      int wanted, long max, long open, int connections) {
    assertThat(ConnectionLimit.withinFiles(wanted, max, open).max()).isEqualTo(connections);
  }
}
