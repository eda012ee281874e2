package org.pinacotheca.testkit.simulation;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/** Simulates seed after seed, and finds the failure with the fewest steps. Used by one thread. */
public final class SeedSearch {
  private final LongFunction<? extends Installation> installation;
  private final int stepsMax;
  private long runs;
  private Optional<Failure> shortest = Optional.empty();

  /** A search for failures of the gallery itself, by simulations of the usual length. */
  public SeedSearch() {
    this(GallerySimulation.STEPS, Installation::new);
  }

  /**
   * A search that has not begun.
   *
   * @param stepsMax how many steps each simulation has, 1 or more
   * @param installation makes the installation of a seed
   */
  public SeedSearch(int stepsMax, LongFunction<? extends Installation> installation) {
    this.stepsMax = stepsMax;
    this.installation = installation;
  }

  /**
   * A seed that fails.
   *
   * @param steps the fewest with which it does
   * @param message the contradiction and the steps before it
   */
  public record Failure(long seed, int steps, String message) {}

  /**
   * Simulates this seed and those after it, at least one.
   *
   * @param isOver asked after each seed
   */
  public void run(long first, BooleanSupplier isOver) {
    long seed = first;
    do {
      runs++;
      int most = shortest.map(failure -> failure.steps() - 1).orElse(stepsMax);
      if (contradiction(seed, most).isPresent()) {
        shortest = shortened(seed, most);
      }
      seed++;
    } while (shortest.filter(failure -> failure.steps() == 0).isEmpty() && !isOver.getAsBoolean());
  }

  /** How many seeds were simulated. */
  public long runs() {
    return runs;
  }

  /** The failure with the fewest steps, empty when no seed failed. */
  public Optional<Failure> shortest() {
    return shortest;
  }

  /** A seed begins with the same steps however many there are, so fewer are tried one by one. */
  private Optional<Failure> shortened(long seed, int most) {
    int steps = 0;
    Optional<String> found = contradiction(seed, steps);
    while (found.isEmpty() && steps < most) {
      steps++;
      found = contradiction(seed, steps);
    }
    int fewest = steps;
    return found.map(message -> new Failure(seed, fewest, message));
  }

  private Optional<String> contradiction(long seed, int steps) {
    try {
      GallerySimulation.run(seed, steps, installation);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
