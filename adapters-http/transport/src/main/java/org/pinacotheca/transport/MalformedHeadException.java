package org.pinacotheca.transport;

/** The head of a request is no HTTP, or could be read in two ways. */
public final class MalformedHeadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedHeadException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** What is wrong, fit for the client. */
  public String reason() {
    return reason;
  }
}
