package org.pinacotheca.http.settings;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.identity.Caller;

/**
 * A request that the REST door is done with, as an operator may know it: nothing in it grants
 * access. Operations and outcomes are words of a fixed list, whatever the client sent.
 *
 * @param requestId as the client was told it
 * @param verb the method of HTTP, {@code OTHER} where it is an unusual one
 * @param operation such as {@code Pictures/GetAlbums} or {@code media}; {@code unknown} where there
 *     is no such path
 * @param status of HTTP; 0 when the client was gone before any answer
 * @param outcome {@code ok}, {@code replayed}, {@code refused}, {@code client_gone}, or the code of
 *     the error that was told
 * @param duration from the request's head to the end of the answer
 * @param bytesSent of the answer's body
 * @param caller who called, where that came out
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
