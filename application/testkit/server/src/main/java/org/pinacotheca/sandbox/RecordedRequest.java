package org.pinacotheca.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request that the sandbox was asked, and its answer.
 *
 * @param number from 1 since the last reset
 * @param time by the sandbox's clock
 * @param path with its query
 * @param operation such as {@code Pictures/CreateAlbum} or {@code photos.upload}; {@code unknown}
 *     when there is none
 * @param fault the fault that was planted in it
 * @param answer empty until it is given; after a cut connection, the answer that was lost
 */
public record RecordedRequest(
    long number,
    Instant time,
    String method,
    String path,
    Map<String, String> headers,
    Body body,
    String operation,
    Optional<PlannedFault.Kind> fault,
    Optional<Answer> answer) {

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, Body body) {}

  /**
   * The body of a request or an answer.
   *
   * @param text its beginning; empty when it is not text
   * @param bytes the size of the whole
   */
  public record Body(Optional<String> text, long bytes) {}
}
