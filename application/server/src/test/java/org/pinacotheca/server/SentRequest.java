package org.pinacotheca.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that was sent, and its outcome.
 *
 * @param status the HTTP status, or {@link #NO_ANSWER}
 */
record SentRequest(CreditRequest request, int status, String body) {
  static final int NO_ANSWER = 0;

  /** Whether it was acknowledged. */
  boolean isDone() {
    return status == 200;
  }

  /** Whether it was refused because of too few credits. */
  boolean isRefused() {
    return status == 402;
  }

  /** Whether its outcome is unknown: there was no response, or a server failure. */
  boolean isOpen() {
    return status == NO_ANSWER || status >= 500;
  }

  JsonNode json() {
    return ServerProcess.json(body);
  }
}
