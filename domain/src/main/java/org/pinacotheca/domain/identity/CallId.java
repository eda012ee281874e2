package org.pinacotheca.domain.identity;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number by which the calls of an RPC session are ordered: a non-negative decimal of at most 40
 * digits before and 20 behind the point, compared as a number.
 */
public record CallId(BigDecimal value) implements Comparable<CallId> {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,20})?");

  public CallId {
    if (value.signum() < 0 || value.precision() > 60 || value.scale() > 20 || value.scale() < 0) {
      throw new IllegalArgumentException("a call id is a plain decimal number, not " + value);
    }
  }

  /** Reads a call id, empty when the text is not one. */
  public static Optional<CallId> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new CallId(new BigDecimal(text)))
        : Optional.empty();
  }

  @Override
  public int compareTo(CallId other) {
    return value.compareTo(other.value);
  }
}
