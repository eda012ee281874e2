package org.pinacotheca.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A wish that was sent, and what came of it.
 *
 * @param status of HTTP, or {@link #NO_ANSWER}
 */
record Deal(Wish wish, int status, String body) {
  static final int NO_ANSWER = 0;

  /** It was acknowledged. */
  boolean isDone() {
    return status == 200;
  }

  /** It was refused for want of credits. */
  boolean isRefused() {
    return status == 402;
  }

  /** Nobody said whether it was done: there was no answer, or the server said that it failed. */
  boolean isOpen() {
    return status == NO_ANSWER || status >= 500;
  }

  JsonNode json() {
    return ServerProcess.json(body);
  }
}
