package org.pinacotheca.server;

/**
 * A setting has a value that cannot be used. The message is one line that says what would be right.
 */
final class BadSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSettingException(String message) {
    super(message);
  }
}
