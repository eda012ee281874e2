package org.pinacotheca.domain.validation;

import java.util.OptionalInt;

/**
 * A fault of one field of a request.
 *
 * @param field the field at fault
 * @param index its index in the list of a request, from 0, where the field is in a list
 * @param message what is wrong and what would be right, as a sentence without the field's name
 */
public record FieldFault(Field field, OptionalInt index, String message) {

  /** A fault of a field that is not in a list. */
  public static FieldFault of(Field field, String message) {
    return new FieldFault(field, OptionalInt.empty(), message);
  }

  /** The same fault at an index of a list. */
  public FieldFault at(int place) {
    return new FieldFault(field, OptionalInt.of(place), message);
  }
}
