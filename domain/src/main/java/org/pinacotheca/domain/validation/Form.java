package org.pinacotheca.domain.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects every fault of a request's form while its fields become values, so that all are reported
 * at once. Used by one thread.
 */
public final class Form {
  private final List<FieldFault> faults = new ArrayList<>();

  /** A form without faults. */
  public Form() {}

  /** Adds a fault of a field. */
  public void fault(Field field, String message) {
    faults.add(FieldFault.of(field, message));
  }

  /** The value of checked input; empty when it has faults, which are added. */
  public <T> Optional<T> take(Checked<T> checked) {
    faults.addAll(checked.faults());
    return checked.valid();
  }

  /** All faults that were found. */
  public List<FieldFault> faults() {
    return List.copyOf(faults);
  }

  /**
   * What is made of the values; all faults when there is one.
   *
   * @param maker runs only when there is no fault
   */
  public <T> Checked<T> make(Supplier<T> maker) {
    return faults.isEmpty() ? new Checked.Valid<>(maker.get()) : new Checked.Invalid<>(faults);
  }
}
