package org.pinacotheca.images.codec;

/** The native library does not load on this machine; the message says what to do about it. */
public final class NoCodecException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NoCodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
