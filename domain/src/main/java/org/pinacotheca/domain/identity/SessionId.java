package org.pinacotheca.domain.identity;

/**
 * Names one of a member's sessions to that member. Those that exist have 32 lower-case hexadecimal
 * digits; no other text names one. It is no secret, gives no access, and reveals nothing about the
 * keys and tokens of the session.
 */
public record SessionId(String value) {
  /** How many digits an id has. */
  public static final int DIGITS = 32;
}
