package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.Refusal;

/**
 * The result of the operator's request to add something. The same request again is registered too.
 */
public sealed interface Registration<T> {
  /** It exists, now or already. */
  record Registered<T>(T value) implements Registration<T> {}

  /** Something that the request names does not exist; {@code what} says what, as a sentence. */
  record Unknown<T>(String what) implements Registration<T>, Refusal {}

  /** The request contradicts what exists; {@code what} says how, as a sentence. */
  record Conflict<T>(String what) implements Registration<T>, Refusal {}
}
