package org.pinacotheca.testkit.simulation;

/** What goes wrong in a call of a storage or of the files. */
enum Fault {
  /** The call fails before it does anything. */
  REFUSED,
  /** The work is done and rolled back, as when a commit fails. */
  ROLLED_BACK,
  /** The work is committed, and the confirmation lost. */
  UNCONFIRMED,
  /** The process dies before the call. */
  DEATH_BEFORE,
  /** The process dies after the call, and what should have followed is not done. */
  DEATH_AFTER
}
