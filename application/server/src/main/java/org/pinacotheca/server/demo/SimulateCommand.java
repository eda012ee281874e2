package org.pinacotheca.server.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.pinacotheca.testkit.simulation.SeedSearch;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pinacotheca simulate}: several nodes over a storage that fails, seed after seed. */
public final class SimulateCommand {
  public static final String NAME = "simulate";
  private static final String SEED = "--seed";
  private static final String MINUTES = "--minutes";
  private static final int MINUTES_MAX = 10_000;
  private static final int SEEDS = 1_000_000_000;

  private SimulateCommand() {}

  /** The command with its options. */
  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpecs.command(
            NAME,
            SimulateCommand::run,
            List.of(
                "Simulates several nodes whose storage and files fail on purpose.",
                "Everything is in memory. Each seed decides a simulation, which is compared with a"
                    + " single gallery that never fails. Prints the failure with the fewest steps;"
                    + " the status is 1 then."),
            List.of("simulate --minutes 10", "simulate --seed 7"));
    spec.addOption(
        OptionSpec.builder(SEED)
            .type(long.class)
            .paramLabel("NUMBER")
            .description("the first seed, and the only one without " + MINUTES + " (default: any)")
            .build());
    spec.addOption(
        OptionSpec.builder(MINUTES)
            .type(int.class)
            .paramLabel("NUMBER")
            .description("how long seeds are tried, 1 to " + MINUTES_MAX + " (default: 1)")
            .build());
    return spec;
  }

  private static int run(ParseResult command, Environment environment) {
    boolean isOne = command.hasMatchedOption(SEED) && !command.hasMatchedOption(MINUTES);
    int minutes = command.matchedOptionValue(MINUTES, 1);
    if (minutes < 1 || minutes > MINUTES_MAX) {
      throw CommandSpecs.misused(
          command, MINUTES + " must be from 1 to " + MINUTES_MAX + ", not " + minutes);
    }
    long first =
        command.matchedOptionValue(SEED, (long) ThreadLocalRandom.current().nextInt(SEEDS));
    PrintStream out = environment.out();
    out.println("Simulating from seed " + first + " on.");
    long begun = System.nanoTime();
    long nanos = TimeUnit.MINUTES.toNanos(minutes);
    SeedSearch search = new SeedSearch();
    search.run(first, () -> isOne || System.nanoTime() - begun >= nanos);
    return report(search, out);
  }

  /** Prints what was found; the status of the program. */
  static int report(SeedSearch search, PrintStream out) {
    String runs = search.runs() == 1 ? "1 simulation" : search.runs() + " simulations";
    if (search.shortest().isEmpty()) {
      out.println(runs + ": no failure.");
      return 0;
    }
    SeedSearch.Failure failure = search.shortest().get();
    out.println(runs + ", the failure with the fewest steps (" + failure.steps() + "):");
    out.println(failure.message());
    out.println("To see it again: pinacotheca " + NAME + " " + SEED + " " + failure.seed());
    return Action.FAILED;
  }
}
