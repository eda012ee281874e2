package org.pinacotheca.server.config;

/** A setting has an unusable value. The message is one line that says what is valid. */
public final class BadSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadSettingException(String message) {
    super(message);
  }
}
