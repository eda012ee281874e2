package org.pinacotheca.testkit.simulation;

import java.util.Optional;
import java.util.function.Supplier;

/** The fault of the next command of a node, and the call that it hits. Used by one thread. */
final class FaultPlan {
  private Optional<Fault> fault = Optional.empty();
  private int calls;
  private boolean isDead;
  private Runnable between = () -> {};
  private int units;

  /** The process has died: nothing that it would still do is done. */
  static final class DeathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeathException() {
      super("the process has died");
    }
  }

  /** No fault from now on, in a process that has just started. */
  void clear() {
    fault = Optional.empty();
    isDead = false;
    between = () -> {};
    units = 0;
  }

  /**
   * Plans a fault.
   *
   * @param call the position of the call that it hits, from 1
   */
  void plan(Fault planned, int call) {
    fault = Optional.of(planned);
    calls = call;
  }

  /** Plans what others do between the first unit of work and the second. */
  void planBetween(Runnable others) {
    between = others;
  }

  /** The fault of this call, if it is the one. */
  Optional<Fault> next() {
    if (isDead) {
      throw new DeathException();
    }
    if (fault.isEmpty() || --calls > 0) {
      return Optional.empty();
    }
    Optional<Fault> met = fault;
    fault = Optional.empty();
    if (met.get() == Fault.DEATH_BEFORE) {
      throw death();
    }
    return met;
  }

  /** Does something that no fault hits. */
  <T> T without(Supplier<T> work) {
    Optional<Fault> planned = fault;
    Runnable others = between;
    fault = Optional.empty();
    between = () -> {};
    try {
      return work.get();
    } finally {
      fault = planned;
      between = others;
    }
  }

  /** Counts a unit of work, before which others may do something. */
  void beginUnit() {
    units++;
    if (units == 2) {
      Runnable others = between;
      between = () -> {};
      others.run();
    }
  }

  DeathException death() {
    isDead = true;
    return new DeathException();
  }
}
