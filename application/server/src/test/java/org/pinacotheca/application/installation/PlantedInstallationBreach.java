package org.pinacotheca.application.installation;

import org.pinacotheca.transport.TransferSlots;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedInstallationBreach {
  private PlantedInstallationBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof TransferSlots;
  }
}
