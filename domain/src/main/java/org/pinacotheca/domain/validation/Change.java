package org.pinacotheca.domain.validation;

import java.util.Optional;
import java.util.function.Function;

/** A request's change of one property of an existing thing. */
public sealed interface Change<T> {

  /** The property was not given and stays as it is. */
  record Keep<T>() implements Change<T> {}

  /** The property is cleared. */
  record Clear<T>() implements Change<T> {}

  /** The property gets this value. */
  record Set<T>(T value) implements Change<T> {}

  /** A change to the value, or a clearing when it is empty. */
  static <T> Change<T> to(Optional<T> value) {
    return value.<Change<T>>map(Set::new).orElseGet(Clear::new);
  }

  /** The new value, where there is one. */
  default Optional<T> newValue() {
    return this instanceof Set<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** The property's value after the change. */
  default Optional<T> after(Optional<T> before) {
    return this instanceof Keep<T> ? before : newValue();
  }

  /** The same change with a mapped value. */
  default <R> Change<R> map(Function<? super T, ? extends R> mapping) {
    return switch (this) {
      case Keep<T>() -> new Keep<>();
      case Clear<T>() -> new Clear<>();
      case Set<T>(T value) -> new Set<>(mapping.apply(value));
    };
  }
}
