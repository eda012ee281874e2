package org.pinacotheca.domain.gallery;

import java.util.OptionalInt;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;

/**
 * The page of a list that is requested.
 *
 * @param number the page, from 1
 * @param size items per page, 1 to 100
 */
public record PageRequest(int number, int size) {
  /** The largest page size. */
  public static final int SIZE_MAX = 100;

  /** The page size when a caller gives none. */
  public static final int SIZE_DEFAULT = 50;

  public PageRequest {
    if (number < 1 || size < 1 || size > SIZE_MAX) {
      throw new IllegalArgumentException(
          "a page is from 1 on and of 1-100 things, not page " + number + " of " + size);
    }
  }

  /** The checked request, or all faults; missing values are page 1 and {@code sizeDefault}. */
  public static Checked<PageRequest> check(OptionalInt number, OptionalInt size, int sizeDefault) {
    Form form = new Form();
    if (number.orElse(1) < 1) {
      form.fault(Field.PAGE_NUMBER, "must be 1 or more, not " + number.orElse(1) + ".");
    }
    int wantedSize = size.orElse(sizeDefault);
    if (wantedSize < 1 || wantedSize > SIZE_MAX) {
      form.fault(Field.PAGE_SIZE, "must be between 1 and 100, not " + wantedSize + ".");
    }
    return form.make(() -> new PageRequest(number.orElse(1), wantedSize));
  }

  /** As above, with {@link #SIZE_DEFAULT}. */
  public static Checked<PageRequest> check(OptionalInt number, OptionalInt size) {
    return check(number, size, SIZE_DEFAULT);
  }

  /** The number of items before this page. */
  public long offset() {
    return (number - 1L) * size;
  }
}
