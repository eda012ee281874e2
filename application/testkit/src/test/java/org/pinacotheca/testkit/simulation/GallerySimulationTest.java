package org.pinacotheca.testkit.simulation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulations of a gallery without bugs. */
class GallerySimulationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void severalNodesAreLikeASingleGalleryThatNeverFails(long seed) {
    GallerySimulation.run(seed);
  }
}
