package org.pinacotheca.server.move;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Shows progress in an overwritten line on a terminal; prints nothing to a file. Thread-safe. */
final class MoveProgress {
  private final PrintStream err;
  private final boolean shown;

  MoveProgress(PrintStream err) {
    this.err = err;
    this.shown = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  synchronized void show(String line) {
    if (shown) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }

  /** Clears the line. */
  void end() {
    show("");
  }
}
