package org.pinacotheca.application.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/** Reads all rows, a page in each unit of work. */
final class Batches {
  /** Small enough for memory, large enough that the round trip does not matter. */
  private static final int ROWS_PER_PAGE = 500;

  private Batches() {}

  static <T> void each(UnitOfWork work, Source<T> source, Consumer<List<T>> visitor) {
    Optional<T> last = Optional.empty();
    while (true) {
      Optional<T> after = last;
      List<T> page = work.read(tx -> source.read(tx, after, ROWS_PER_PAGE));
      if (page.isEmpty()) {
        return;
      }
      visitor.accept(page);
      last = Optional.of(page.getLast());
    }
  }

  /** A source of pages. */
  interface Source<T> {
    /** Up to {@code limit} rows behind the last one. */
    List<T> read(Transaction tx, Optional<T> last, int limit);
  }
}
