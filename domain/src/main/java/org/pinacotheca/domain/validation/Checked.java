package org.pinacotheca.domain.validation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checked input: the resulting value, or all its faults. */
public sealed interface Checked<T> {

  /** All faults; empty when there are none. */
  List<FieldFault> faults();

  /** The value; empty when there are faults. */
  default Optional<T> valid() {
    return this instanceof Valid<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /**
   * The value of input that is known to be valid.
   *
   * @throws IllegalArgumentException with all faults when it is not
   */
  default T orElseThrow() {
    return valid()
        .orElseThrow(() ->
            new IllegalArgumentException(
                faults().stream()
                    .map(fault -> fault.field() + " " + fault.message())
                    .collect(Collectors.joining(" "))));
  }

  /** What is made of the value, or the same faults. */
  default <U> Checked<U> map(Function<? super T, ? extends U> mapping) {
    return switch (this) {
      case Valid<T>(T value) -> new Valid<>(mapping.apply(value));
      case Invalid<T>(var faults) -> new Invalid<>(faults);
    };
  }

  /** The same input as an item of a list, whose faults name its index. */
  default Checked<T> at(int index) {
    return this instanceof Invalid<T>(var faults)
        ? new Invalid<>(faults.stream().map(fault -> fault.at(index)).toList())
        : this;
  }

  /** A value, or the fault of a field when there is none. */
  static <T> Checked<T> of(Optional<T> value, Field field, String message) {
    return value.<Checked<T>>map(Valid::new).orElseGet(() -> invalid(field, message));
  }

  /** Input whose one fault is that of the field. */
  static <T> Checked<T> invalid(Field field, String message) {
    return new Invalid<>(List.of(FieldFault.of(field, message)));
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
