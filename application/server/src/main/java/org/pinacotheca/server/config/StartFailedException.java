package org.pinacotheca.server.config;

/** The server could not be started although its settings were usable. The message is one line. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
