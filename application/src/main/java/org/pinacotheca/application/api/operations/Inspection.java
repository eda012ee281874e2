package org.pinacotheca.application.api.operations;

import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Compares everything that is kept with itself: rows with files, files with rows, balances with
 * transfers, rights with payments. It changes nothing, and may run beside servers: what is being
 * uploaded, bought or removed meanwhile is no finding. Works in bounded memory, whatever the size.
 */
public interface Inspection {
  /** Inspects everything, and tells the observer on the way. */
  Inspected inspect(Order order, Observer observer);

  /**
   * What to look at.
   *
   * @param deep whether every file is decoded as well, which takes as long as all uploads took
   * @param listedMax how many findings of each kind are told, at least 1; all are counted
   * @param readers looks at the files of a picture, at as many at a time as it has room for; never
   *     given more than a page of them
   */
  record Order(boolean deep, int listedMax, Executor readers) {
    /** With files that are looked at one after the other. */
    public Order(boolean deep, int listedMax) {
      this(deep, listedMax, Runnable::run);
    }

    public Order {
      if (listedMax < 1) {
        throw new IllegalArgumentException(
            "at least one finding of a kind is listed, not " + listedMax);
      }
    }
  }

  /** Whoever is told what is found. */
  interface Observer {
    void found(Finding finding);

    /** Tells that so many of a part have been looked at. */
    void reached(Part part, long count);
  }

  /** What is looked at, in this order. */
  enum Part {
    REFERENCES,
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
   * @param looked how many of each part were looked at
   * @param found how many findings of each kind there are, told or not; empty when all is well
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
