package org.pinacotheca.http.settings;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.identity.Caller;

/**
 * The record of a finished REST request for the operator, without credentials. Operations and
 * outcomes are words of a fixed list, whatever the client sent.
 *
 * @param requestId the id in the response
 * @param verb the HTTP method, or {@code OTHER} for an unusual one
 * @param operation such as {@code Pictures/GetAlbums} or {@code media}; {@code unknown} for an
 *     unknown path
 * @param status the HTTP status; 0 when the client disconnected before any response
 * @param outcome {@code ok}, {@code replayed}, {@code refused}, {@code client_gone}, or the code of
 *     the error
 * @param duration from the request's head to the end of the response
 * @param bytesSent of the response body
 * @param caller the caller, if known
 */
public record RequestRecord(
    String requestId,
    String verb,
    String operation,
    int status,
    String outcome,
    Duration duration,
    long bytesSent,
    Optional<Caller> caller) {}
