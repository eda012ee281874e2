package org.pinacotheca.domain.gallery;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list. A page past the end is empty.
 *
 * @param total the number of items on all pages
 */
public record Page<T>(List<T> items, PageRequest request, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** The number of pages; 0 when there are no items. */
  public long pageCount() {
    return Math.ceilDiv(total, (long) request.size());
  }

  /** The same page with mapped items. */
  public <U> Page<U> map(Function<? super T, ? extends U> mapping) {
    return new Page<>(items.stream().<U>map(mapping).toList(), request, total);
  }
}
