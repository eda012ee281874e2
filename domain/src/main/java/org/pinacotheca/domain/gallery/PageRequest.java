package org.pinacotheca.domain.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Which part of a long list is wanted.
 *
 * @param number the page, from 1
 * @param size how many things a page holds, 1 to 100
 */
public record PageRequest(int number, int size) {
  /** The largest page. */
  public static final int SIZE_MAX = 100;

  /** How many things a page holds when a caller does not say. */
  public static final int SIZE_DEFAULT = 50;

  public PageRequest {
    if (number < 1 || size < 1 || size > SIZE_MAX) {
      throw new IllegalArgumentException(
          "a page is from 1 on and of 1-100 things, not page " + number + " of " + size);
    }
  }

  /**
   * The page this makes, or everything that is wrong with it; what is left out is page 1 and {@code
   * sizeDefault}.
   */
  public static Checked<PageRequest> check(OptionalInt number, OptionalInt size, int sizeDefault) {
    List<FieldFault> faults = new ArrayList<>();
    if (number.orElse(1) < 1) {
      faults.add(
          FieldFault.of(Field.PAGE_NUMBER, "must be 1 or more, not " + number.orElse(1) + "."));
    }
    int wantedSize = size.orElse(sizeDefault);
    if (wantedSize < 1 || wantedSize > SIZE_MAX) {
      faults.add(
          FieldFault.of(Field.PAGE_SIZE, "must be between 1 and 100, not " + wantedSize + "."));
    }
    return faults.isEmpty()
        ? new Checked.Valid<>(new PageRequest(number.orElse(1), wantedSize))
        : new Checked.Invalid<>(faults);
  }

  /** A page that was checked before; what is left out is page 1 and {@link #SIZE_DEFAULT}. */
  public static PageRequest of(OptionalInt number, OptionalInt size) {
    return new PageRequest(number.orElse(1), size.orElse(SIZE_DEFAULT));
  }

  /** How many things come before this page. */
  public long offset() {
    return (number - 1L) * size;
  }
}
