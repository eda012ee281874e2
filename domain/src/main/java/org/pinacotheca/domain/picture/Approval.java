package org.pinacotheca.domain.picture;

/**
 * Whether a picture is shown. A rejected picture is removed, so that it has no state of its own.
 */
public enum Approval {
  /** Waits for its owner; only he sees it, apart from his albums. */
  PENDING,
  /** Shown to whoever may look at the gallery. */
  APPROVED
}
