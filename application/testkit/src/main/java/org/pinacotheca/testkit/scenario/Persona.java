package org.pinacotheca.testkit.scenario;

/** The members of a {@link SampleMembers}. */
public enum Persona {
  /** In the group that Clara manages. */
  ANNA,
  /** In the group that Clara manages. */
  BEN,
  /** Manages the group of Anna and Ben. */
  CLARA,
  /** In no group. */
  DORA,
  /** Manages a group of which they are the only member. */
  EMIL
}
