package org.pinacotheca.testkit;

/** The applications of a {@link World}. */
public enum Program {
  /** Its uploads are shown at once. */
  TRUSTED,
  /** Its uploads wait for approval. */
  NEWCOMER
}
