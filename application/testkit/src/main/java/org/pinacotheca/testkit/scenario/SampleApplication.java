package org.pinacotheca.testkit.scenario;

/** The applications of a {@link SampleMembers}. */
public enum SampleApplication {
  /** Its uploads are shown at once. */
  TRUSTED,
  /** Its uploads wait for approval. */
  NEWCOMER
}
