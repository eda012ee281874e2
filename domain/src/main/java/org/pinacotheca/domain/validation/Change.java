package org.pinacotheca.domain.validation;

import java.util.Optional;
import java.util.function.Function;

/** What a request says about one property of something that is there already. */
public sealed interface Change<T> {

  /** It stays as it is, because nothing was said. */
  record Keep<T>() implements Change<T> {}

  /** It shall be as if it had never been said. */
  record Clear<T>() implements Change<T> {}

  /** It shall be another. */
  record Set<T>(T value) implements Change<T> {}

  /** A change to a value, or away from any. */
  static <T> Change<T> to(Optional<T> value) {
    return value.<Change<T>>map(Set::new).orElseGet(Clear::new);
  }

  /** The new value, where there is one. */
  default Optional<T> newValue() {
    return this instanceof Set<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** What it is after the change. */
  default Optional<T> after(Optional<T> before) {
    return this instanceof Keep<T> ? before : newValue();
  }

  /** The same change of another value. */
  default <R> Change<R> map(Function<? super T, ? extends R> mapping) {
    return switch (this) {
      case Keep<T>() -> new Keep<>();
      case Clear<T>() -> new Clear<>();
      case Set<T>(T value) -> new Set<>(mapping.apply(value));
    };
  }
}
