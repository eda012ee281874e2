package org.pinacotheca.application.operations;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;

/**
 * Counts the findings of one inspection, and reports the first of each kind. Used by one thread.
 */
final class FindingCollector {
  private final Inspection.Order order;
  private final Inspection.Observer observer;
  private final Map<FindingKind, Long> found = new EnumMap<>(FindingKind.class);
  private final Map<Inspection.Part, Long> looked = new EnumMap<>(Inspection.Part.class);

  FindingCollector(Inspection.Order order, Inspection.Observer observer) {
    this.order = order;
    this.observer = observer;
  }

  boolean isDeep() {
    return order.deep();
  }

  Executor readers() {
    return order.readers();
  }

  void add(FindingKind kind, String what, Finding.About... about) {
    if (found.merge(kind, 1L, Long::sum) <= order.listedMax()) {
      observer.found(new Finding(kind, List.of(about), what));
    }
  }

  void looked(Inspection.Part part, long more) {
    observer.reached(part, looked.merge(part, more, Long::sum));
  }

  Inspection.Inspected result() {
    return new Inspection.Inspected(looked, found);
  }
}
