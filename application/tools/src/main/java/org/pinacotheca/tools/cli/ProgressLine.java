package org.pinacotheca.tools.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Shows progress in an overwritten line on a terminal; prints nothing to a file. Thread-safe. */
public final class ProgressLine {
  private final PrintStream err;
  private final boolean shown;

  public ProgressLine(PrintStream err) {
    this.err = err;
    this.shown = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  public synchronized void show(String line) {
    if (shown) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }

  /** Clears the line. */
  public void end() {
    show("");
  }
}
