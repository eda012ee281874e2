package org.pinacotheca.domain.input;

import java.util.List;

/** Input after checking: the value it makes, or everything that is wrong with it. */
public sealed interface Checked<T> {

  /** The input was right. */
  record Valid<T>(T value) implements Checked<T> {}

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
