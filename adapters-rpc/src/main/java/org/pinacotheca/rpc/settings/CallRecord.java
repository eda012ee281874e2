package org.pinacotheca.rpc.settings;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;

/**
 * A call that the signed RPC is done with, as an operator may know it: nothing in it grants access.
 * Methods and outcomes are words of a fixed list, whatever the client sent.
 *
 * @param requestId as the client was told it
 * @param verb of HTTP, {@code GET}, {@code POST} or {@code OTHER}
 * @param method without its prefix, such as {@code photos.upload}; {@code unknown} where the call
 *     names none of the methods or could not be read
 * @param outcome {@code ok}, {@code client_gone}, or the error's name in small letters, such as
 *     {@code incorrect_signature}
 * @param duration from the request's head to the end of the reply
 * @param bytesSent of the reply's body
 * @param application that calls, once its signature was right
 * @param caller whose session it is, where the call belongs to one
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
