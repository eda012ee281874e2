package org.pinacotheca.domain.gallery;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a long list. A page past the end is empty.
 *
 * @param total how many things there are on all pages
 */
public record Page<T>(List<T> items, PageRequest request, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** How many pages there are; 0 when there is nothing. */
  public long pageCount() {
    return Math.ceilDiv(total, (long) request.size());
  }

  /** The same page of other things. */
  public <U> Page<U> map(Function<? super T, ? extends U> mapping) {
    return new Page<>(items.stream().<U>map(mapping).toList(), request, total);
  }
}
