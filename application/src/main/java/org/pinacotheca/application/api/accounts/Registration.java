package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.Refusal;

/**
 * What came of the operator's wish to add something. Asking twice for the same is registered both
 * times.
 */
public sealed interface Registration<T> {
  /** It is there, now or already. */
  record Registered<T>(T value) implements Registration<T> {}

  /** Something it names does not exist; {@code what} says what, as a sentence. */
  record Unknown<T>(String what) implements Registration<T>, Refusal {}

  /** It contradicts what is there; {@code what} says how, as a sentence. */
  record Conflict<T>(String what) implements Registration<T>, Refusal {}
}
