package org.pinacotheca.sandbox;

import java.util.List;
import java.util.Optional;

/** The faults that are planted now. Thread-safe. */
final class PlantedFaults {
  private List<Planted> planted = List.of();

  private static final class Planted {
    private final PlannedFault fault;
    private int seen;

    private Planted(PlannedFault fault) {
      this.fault = fault;
    }

    private boolean concerns(String operation) {
      return fault.operation().equals(operation)
          || fault.operation().equals(PlannedFault.EVERY_OPERATION);
    }

    private boolean hitsNext() {
      seen++;
      return seen > fault.after() && seen - fault.after() <= fault.times();
    }
  }

  /** Plants these faults in place of those before. */
  synchronized void plant(List<PlannedFault> faults) {
    planted = faults.stream().map(Planted::new).toList();
  }

  /**
   * Counts a request; returns its fault, the first of several. A fault counts the requests that no
   * fault before it in the list has hit.
   */
  synchronized Optional<PlannedFault> next(String operation) {
    return planted.stream()
        .filter(it -> it.concerns(operation) && it.hitsNext())
        .findFirst()
        .map(it -> it.fault);
  }
}
