package org.pinacotheca.tools.importing;

import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of an import: a bar on a terminal, plain lines elsewhere. Thread-safe. */
interface Progress extends AutoCloseable {
  /** Counts a finished picture, whatever its result. */
  void step();

  /** Prints a line. */
  void tell(String line);

  @Override
  void close();

  static Progress bar(long pictures, PrintStream out) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Import")
            .setUnit(" pictures", 1)
            .setInitialMax(pictures)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .showSpeed()
            .build();
    // Other lines would break the bar.
    Queue<String> later = new ConcurrentLinkedQueue<>();
    return new Progress() {
      @Override
      public void step() {
        bar.step();
      }

      @Override
      public void tell(String line) {
        later.add(line);
      }

      @Override
      public void close() {
        bar.close();
        later.forEach(out::println);
      }
    };
  }

  static Progress lines(PrintStream out) {
    return new Progress() {
      @Override
      public void step() {
        // A line for each picture would be too many.
      }

      @Override
      public void tell(String line) {
        out.println(line);
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }
}
