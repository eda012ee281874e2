package org.pinacotheca.server.config;

/** The server could not start although its settings are valid. The message is one line. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
