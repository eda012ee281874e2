package org.pinacotheca.application.api.operations;

import java.util.List;

/**
 * Something wrong with what is kept. No secret and no address of a picture is in it.
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
    public About(String name, long id) {
      this(name, Long.toString(id));
    }
  }
}
