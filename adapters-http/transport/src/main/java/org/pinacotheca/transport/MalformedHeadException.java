package org.pinacotheca.transport;

/** The head of a request is malformed or ambiguous. */
public final class MalformedHeadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedHeadException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The reason, fit for the client. */
  public String reason() {
    return reason;
  }
}
