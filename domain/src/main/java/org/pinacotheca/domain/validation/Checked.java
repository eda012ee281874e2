package org.pinacotheca.domain.validation;

import java.util.List;

/** Checked input: the resulting value, or all its faults. */
public sealed interface Checked<T> {

  /** All faults; empty when there are none. */
  List<FieldFault> faults();

  /** The value of input that is known to be valid. */
  default T orElseThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Invalid<T>(var faults) -> throw new IllegalStateException("not checked: " + faults);
    };
  }

  /** The input is valid. */
  record Valid<T>(T value) implements Checked<T> {
    @Override
    public List<FieldFault> faults() {
      return List.of();
    }
  }

  /** The input has at least one fault. */
  record Invalid<T>(List<FieldFault> faults) implements Checked<T> {
    public Invalid {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("invalid input has at least one fault");
      }
    }
  }
}
