package org.pinacotheca.application.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/** Checks of form that several requests share. */
public final class Form {
  private Form() {}

  /** The fault of a field that is missing. */
  public static List<FieldFault> required(Optional<?> value, Field field, String what) {
    return value.isPresent() ? List.of() : List.of(FieldFault.of(field, "is required: " + what));
  }

  /** The fault of naming no pictures or too many. */
  public static List<FieldFault> pictures(Field field, long count) {
    if (count >= 1 && count <= Picture.PICTURES_PER_REQUEST_MAX) {
      return List.of();
    }
    String message =
        "must name 1-" + Picture.PICTURES_PER_REQUEST_MAX + " pictures, not " + count + ".";
    return List.of(FieldFault.of(field, message));
  }

  /** The fault of a price seen by the buyer that cannot be a price. */
  public static List<FieldFault> price(Optional<BigDecimal> seen) {
    return seen.isPresent() && seen.flatMap(Credits::of).isEmpty()
        ? List.of(
            FieldFault.of(Field.PRICE, "must be the price that was seen, with at most 2 decimals."))
        : List.of();
  }

  /** The faults of a page number and size. */
  public static List<FieldFault> page(OptionalInt number, OptionalInt size) {
    return PageRequest.check(number, size, PageRequest.SIZE_MAX).faults();
  }

  /** Joins several lists of faults. */
  public static List<FieldFault> all(List<List<FieldFault>> faults) {
    return faults.stream().flatMap(List::stream).toList();
  }
}
