package org.pinacotheca.domain.planted;

import java.time.Instant;
import java.util.Random;
import org.pinacotheca.application.Gallery;

/** Breaks the rules of the domain, so that a test can check that they are found. */
public final class PlantedDomainBreaches {
  static int sharedByAll;

  private PlantedDomainBreaches() {}

  static boolean knowsAnOuterLayer(Object candidate) {
    return candidate instanceof Gallery;
  }

  static Instant readsTheClock() {
    return Instant.now();
  }

  static int throwsDice(Random random) {
    return random.nextInt();
  }
}
