package org.pinacotheca.domain.signin;

import java.time.Duration;

/**
 * The secret of a browser's session, 40 hexadecimal digits. It is the bearer token of the web pages
 * and of nobody else: with its prefix, which no other bearer token has. Its text form is hidden.
 */
public record WebSession(String value) {
  /** How many hexadecimal digits a session has. */
  public static final int DIGITS = 40;

  /** How long a session lasts, unless it is ended. */
  public static final Duration LIFETIME = Duration.ofDays(30);

  /** The most sessions of a member; the oldest end when there are more. */
  public static final int OF_MEMBER_MAX = 20;

  private static final String PREFIX = "session:";

  /** The bearer token that stands for the session. */
  public String bearerToken() {
    return PREFIX + value;
  }

  /** Whether a bearer token stands for a session; such a one is never taken from a program. */
  public static boolean isOne(String bearerToken) {
    return bearerToken.startsWith(PREFIX);
  }

  @Override
  public String toString() {
    return "WebSession[…]";
  }
}
