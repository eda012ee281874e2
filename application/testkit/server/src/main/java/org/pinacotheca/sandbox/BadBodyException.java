package org.pinacotheca.sandbox;

/** The body of a request to the sandbox is wrong; the message says what would be right. */
final class BadBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadBodyException(String message) {
    super(message);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
