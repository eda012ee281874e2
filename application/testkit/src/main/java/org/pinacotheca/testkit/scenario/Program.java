package org.pinacotheca.testkit.scenario;

/** The applications of a {@link World}. */
public enum Program {
  /** Its uploads are shown at once. */
  TRUSTED,
  /** Its uploads wait for approval. */
  NEWCOMER
}
