package org.pinacotheca.application.api.operations;

import java.util.List;

/**
 * An inconsistency in what is stored. It contains no secret and no address of a picture.
 *
 * @param about the ids of what it is about
 * @param what what is wrong, in words
 */
public record Finding(FindingKind kind, List<About> about, String what) {
  public Finding {
    about = List.copyOf(about);
  }

  /** An id, such as {@code picture} and {@code 7}; without blanks. */
  public record About(String name, String id) {
    /** A number as the id. */
    public About(String name, long id) {
      this(name, Long.toString(id));
    }
  }
}
