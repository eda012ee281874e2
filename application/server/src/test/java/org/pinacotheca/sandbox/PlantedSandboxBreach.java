package org.pinacotheca.sandbox;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.pinacotheca.testkit.contract.StorageContract;

/** Breaks the rules of its package, so that a test can see it found. */
final class PlantedSandboxBreach {
  private PlantedSandboxBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof StorageContract || candidate instanceof ExtensionContext;
  }
}
