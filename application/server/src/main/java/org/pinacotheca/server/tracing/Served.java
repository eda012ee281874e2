package org.pinacotheca.server.tracing;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.http.settings.RequestRecord;
import org.pinacotheca.rpc.settings.CallRecord;

/**
 * A finished request of either API, in the terms of log, metrics and traces.
 *
 * @param door {@code rest} or {@code rpc}
 * @param status the HTTP status; 0 when the client disconnected before any response
 */
public record Served(
    String door,
    String requestId,
    String verb,
    String operation,
    int status,
    String outcome,
    Duration duration,
    long bytesSent,
    Optional<ApiKey> application,
    Optional<Caller> caller) {
  private static final Set<String> RPC_FAILURES = Set.of("unknown", "service_unavailable");

  /** Converts a REST request record. */
  public static Served of(RequestRecord request) {
    return new Served(
        "rest",
        request.requestId(),
        request.verb(),
        request.operation(),
        request.status(),
        request.outcome(),
        request.duration(),
        request.bytesSent(),
        request.caller().map(Caller::application),
        request.caller());
  }

  /** Converts a signed RPC call record. */
  public static Served of(CallRecord call) {
    return new Served(
        "rpc",
        call.requestId(),
        call.verb(),
        call.method(),
        // The RPC sends every reply with status 200.
        call.outcome().equals("client_gone") ? 0 : 200,
        call.outcome(),
        call.duration(),
        call.bytesSent(),
        call.application(),
        call.caller());
  }

  /** Whether it failed because of the server. */
  boolean isFailure() {
    return status >= 500 || (door.equals("rpc") && RPC_FAILURES.contains(outcome));
  }
}
