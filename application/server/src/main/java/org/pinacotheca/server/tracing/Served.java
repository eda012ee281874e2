package org.pinacotheca.server.tracing;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.http.settings.RequestRecord;
import org.pinacotheca.rpc.settings.CallRecord;

/**
 * A request that one of the doors is done with, in the words in which an operator finds it in log,
 * figures and traces.
 *
 * @param door {@code rest} or {@code rpc}
 * @param status of HTTP; 0 when the client was gone before any answer
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

  /** What the REST door tells. */
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

  /** What the signed RPC tells. */
  public static Served of(CallRecord call) {
    return new Served(
        "rpc",
        call.requestId(),
        call.verb(),
        call.method(),
        // Whatever the RPC has to tell, it tells with status 200.
        call.outcome().equals("client_gone") ? 0 : 200,
        call.outcome(),
        call.duration(),
        call.bytesSent(),
        call.application(),
        call.caller());
  }

  /** Whether it failed through no fault of the client. */
  boolean isFailure() {
    return status >= 500 || (door.equals("rpc") && RPC_FAILURES.contains(outcome));
  }
}
