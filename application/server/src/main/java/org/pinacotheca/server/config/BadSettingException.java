package org.pinacotheca.server.config;

/**
 * A setting has a value that cannot be used. The message is one line that says what would be right.
 */
public final class BadSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadSettingException(String message) {
    super(message);
  }
}
