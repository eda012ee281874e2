package org.pinacotheca.rpc.settings;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;

/**
 * The record of a finished call for the operator, without credentials. Methods and outcomes are
 * words of a fixed list, whatever the client sent.
 *
 * @param requestId the id in the response
 * @param verb the HTTP method: {@code GET}, {@code POST} or {@code OTHER}
 * @param method without its prefix, such as {@code photos.upload}; {@code unknown} when the call
 *     names no known method or could not be read
 * @param outcome {@code ok}, {@code client_gone}, or the error's name in small letters, such as
 *     {@code incorrect_signature}
 * @param duration from the request's head to the end of the reply
 * @param bytesSent of the reply body
 * @param application the calling application, once its signature is verified
 * @param caller the member of the session, if any
 */
public record CallRecord(
    String requestId,
    String verb,
    String method,
    String outcome,
    Duration duration,
    long bytesSent,
    Optional<ApiKey> application,
    Optional<Caller> caller) {}
