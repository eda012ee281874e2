package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Set;

/** The reply of an API. */
public sealed interface Reply {

  /**
   * It was done.
   *
   * @param outcome of {@code application.api}
   * @param hidden what the API does not show, so that the outcome has any value there
   */
  record Done(Object outcome, Set<Field> hidden) implements Reply {
    public Done {
      hidden = Set.copyOf(hidden);
    }

    /** A reply that shows everything. */
    public Done(Object outcome) {
      this(outcome, Set.of());
    }

    /** Whether the outcome has this field from the API. */
    public boolean shows(Field field) {
      return !hidden.contains(field);
    }

    /** The outcome, which is of this type. */
    public <T> T as(Class<T> type) {
      if (type.isInstance(outcome)) {
        return type.cast(outcome);
      }
      throw new AssertionError("not " + type.getSimpleName() + ": " + outcome);
    }

    /** The outcome, which is a list of this type. */
    public <T> List<T> listOf(Class<T> type) {
      List<?> list = as(List.class);
      return list.stream().<T>map(type::cast).toList();
    }
  }

  /**
   * It was refused.
   *
   * @param refusal the class of the refusal of {@code application.api}, such as {@code AlbumFull};
   *     of a denial the reason, such as {@code Denial.ScopeMissing}
   */
  record Refused(Class<?> refusal) implements Reply {}

  /** The API has no such call, so nothing was done. */
  record NotOffered() implements Reply {}
}
