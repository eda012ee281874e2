package org.pinacotheca.server;

/** The server could not be started although its settings were usable. The message is one line. */
final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
