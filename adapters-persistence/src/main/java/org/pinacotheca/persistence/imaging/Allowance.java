package org.pinacotheca.persistence.imaging;

import org.pinacotheca.persistence.imaging.admission.Requirement;

/**
 * Asked before anything is done with a picture that takes more than to read it, and again as the
 * work goes on.
 */
@FunctionalInterface
interface Allowance {
  /** Whatever it takes; for pictures that were made here. */
  Allowance ANYTHING = _ -> {};

  /**
   * Reserves what is needed.
   *
   * @throws PictureRefusedException when no picture may take so much
   * @throws NotNowException when it may, but not now
   */
  void ask(Requirement need) throws PictureRefusedException;

  /**
   * Counts a small step of the work, such as a row; whoever measures processor time asks for more
   * here when a picture takes longer than was expected.
   *
   * @throws PictureRefusedException when no picture may take so long
   * @throws NotNowException when it may, but not among pictures that take a moment
   */
  default void step() throws PictureRefusedException {}

  /** The work is to be begun again when there is room for this need. */
  final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Requirement need;

    NotNowException(Requirement need) {
      super("no room for " + need, null, false, false);
      this.need = need;
    }

    Requirement need() {
      return need;
    }
  }
}
