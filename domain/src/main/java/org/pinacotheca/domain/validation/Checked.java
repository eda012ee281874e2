package org.pinacotheca.domain.validation;

import java.util.List;

/** Input after checking: the value it makes, or everything that is wrong with it. */
public sealed interface Checked<T> {

  /** Everything that is wrong; empty when nothing is. */
  List<FieldFault> faults();

  /** The value, which must have been found right before. */
  default T orElseThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Invalid<T>(var faults) -> throw new IllegalStateException("not checked: " + faults);
    };
  }

  /** The input was right. */
  record Valid<T>(T value) implements Checked<T> {
    @Override
    public List<FieldFault> faults() {
      return List.of();
    }
  }

  /** The input was wrong in at least one way. */
  record Invalid<T>(List<FieldFault> faults) implements Checked<T> {
    public Invalid {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("invalid input has at least one fault");
      }
    }
  }
}
