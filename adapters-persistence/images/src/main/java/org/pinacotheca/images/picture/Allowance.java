package org.pinacotheca.images.picture;

import org.pinacotheca.images.admission.Requirement;

/** Grants resources for processing a picture, before each costly step and during it. */
@FunctionalInterface
public interface Allowance {
  /** No limits; for pictures made by the gallery. */
  Allowance ANYTHING = _ -> {};

  /**
   * Reserves the requirement.
   *
   * @throws PictureRefusedException when the requirement exceeds the limit of a picture
   * @throws NotNowException when it is not available now
   */
  void ask(Requirement need) throws PictureRefusedException;

  /**
   * Counts a small step of the work, such as a row; reserves more processor time when a picture
   * takes longer than estimated.
   *
   * @throws PictureRefusedException when the time exceeds the limit of a picture
   * @throws NotNowException when it is too long for a light picture
   */
  default void step() throws PictureRefusedException {}

  /** The work must be restarted when this requirement is available. */
  final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Requirement need;

    public NotNowException(Requirement need) {
      super("no room for " + need, null, false, false);
      this.need = need;
    }

    public Requirement need() {
      return need;
    }
  }
}
