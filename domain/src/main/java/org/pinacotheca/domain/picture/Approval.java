package org.pinacotheca.domain.picture;

import org.pinacotheca.domain.identity.ClientApplication;

/**
 * Whether a picture is shown. A rejected picture is removed, so that it has no state of its own.
 */
public enum Approval {
  /** Waits for its owner; only they see it, apart from their albums. */
  PENDING,
  /** Shown to everyone who may see the gallery. */
  APPROVED;

  /** The most pictures of one member and application that may wait. */
  public static final int PENDING_MAX = 60;

  /** The state of an application's uploads, which wait unless it has the extended permission. */
  public static Approval ofUploads(ClientApplication application) {
    return application.photoUpload() ? APPROVED : PENDING;
  }

  /** Whether no other picture gets this state while so many of the member wait. */
  public boolean isTooFull(int pending) {
    return this == PENDING && pending >= PENDING_MAX;
  }
}
