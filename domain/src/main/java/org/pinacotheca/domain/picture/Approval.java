package org.pinacotheca.domain.picture;

/**
 * Whether a picture is shown. A rejected picture is removed, so that it has no state of its own.
 */
public enum Approval {
  /** Waits for its owner; only they see it, apart from their albums. */
  PENDING,
  /** Shown to everyone who may see the gallery. */
  APPROVED
}
