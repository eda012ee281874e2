package org.pinacotheca.transport;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;

/**
 * The record of a finished request for the operator, without credentials. Operations and outcomes
 * are words of a fixed list, whatever the client sent.
 *
 * @param api which API served it
 * @param requestId the id in the response
 * @param verb the HTTP method, or {@code OTHER} for an unusual one
 * @param operation such as {@code Pictures/GetAlbums}, {@code media} or {@code photos.upload};
 *     {@code unknown} for an unknown path or method
 * @param status the HTTP status; 0 when the client disconnected before any response
 * @param outcome {@code ok}, {@code replayed}, {@code refused}, {@code client_gone}, the code of
 *     the error, or the name of the RPC's error in small letters
 * @param duration from the request's head to the end of the response
 * @param bytesSent of the response body
 * @param application the calling application, if known
 * @param caller the calling member, if known
 */
public record RequestRecord(
    Api api,
    String requestId,
    String verb,
    String operation,
    int status,
    String outcome,
    Duration duration,
    long bytesSent,
    Optional<ApiKey> application,
    Optional<Caller> caller) {

  /** The API that serves a request. */
  public enum Api {
    REST,
    RPC
  }
}
