package org.pinacotheca.application.api.operations;

import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Checks that everything stored is consistent: rows with files, files with rows, balances with
 * transfers, rights with payments. Changes nothing, and may run beside servers: what is uploaded,
 * bought or removed meanwhile is not a finding. Works in bounded memory, whatever the size.
 */
public interface Inspection {
  /** Inspects everything, and reports to the observer as it goes. */
  Inspected inspect(Order order, Observer observer);

  /**
   * The options of an inspection.
   *
   * @param deep whether every file is decoded as well, which takes as long as all uploads took
   * @param listedMax how many findings of each kind are reported, at least 1; all are counted
   * @param readers inspects the files of pictures, as many at a time as it has threads; never given
   *     more than a page of them
   */
  record Order(boolean deep, int listedMax, Executor readers) {
    /** An order that inspects the files one after the other. */
    public Order(boolean deep, int listedMax) {
      this(deep, listedMax, Runnable::run);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is outside of its range
     */
    public Order {
      if (listedMax < 1) {
        throw new IllegalArgumentException(
            "at least one finding of a kind is listed, not " + listedMax);
      }
    }
  }

  /** Receives findings and progress. */
  interface Observer {
    /** Reports a finding; only so many of each kind as the order lists. */
    void found(Finding finding);

    /** Reports that {@code count} of a part have been inspected. */
    void reached(Part part, long count);
  }

  /** The parts that are inspected, in this order. */
  enum Part {
    ALBUMS,
    TRANSFERS,
    LEDGER_LINES,
    PURCHASES,
    PICTURES,
    FILES
  }

  /**
   * The result.
   *
   * @param looked how many of each part were inspected
   * @param found how many findings of each kind there are, reported or not; empty when all is well
   */
  record Inspected(Map<Part, Long> looked, Map<FindingKind, Long> found) {
    public Inspected {
      looked = Map.copyOf(looked);
      found = Map.copyOf(found);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
      return found.isEmpty();
    }
  }
}
