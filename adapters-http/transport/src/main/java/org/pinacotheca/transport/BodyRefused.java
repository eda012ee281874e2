package org.pinacotheca.transport;

import java.io.IOException;

/** A request body could not be received. */
public final class BodyRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a body was not received. */
  public enum Reason {
    TOO_LARGE,
    TOO_SLOW,
    /** Other bodies hold all slots or all disk space. */
    NO_ROOM,
    /** Nothing after it on the connection can be read. */
    MALFORMED
  }

  BodyRefused(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
