package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.client.CallId;
import org.pinacotheca.domain.client.RpcSession;
import org.pinacotheca.domain.client.SecretHash;

/** The RPC sessions, each under the hash of its key. Their secrets are kept encrypted. */
public interface SessionStore {
  Optional<RpcSession> find(SecretHash key);

  void add(RpcSession session);

  /**
   * Makes {@code callId} the session's last one if it is greater than the last one, or the first.
   *
   * @return whether it was; false also when there is no such session
   */
  boolean advance(SecretHash key, CallId callId);

  /** Removes the session; does nothing when there is none. */
  void remove(SecretHash key);

  /** Removes up to {@code limit} sessions that had expired before the instant. */
  void removeExpiredBefore(Instant instant, int limit);
}
