package org.pinacotheca.application.spi.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/** The RPC sessions, each under the hash of its key. Their secrets are kept encrypted. */
public interface SessionStore {
  /** The session whose key has this hash, also an expired one. */
  Optional<RpcSession> find(SecretHash key);

  /** Adds a session, whose key is new. */
  void add(RpcSession session);

  /**
   * Makes {@code callId} the session's last one if it is greater than the last one, or the first.
   *
   * @return whether it was; false also when there is no such session
   */
  boolean advance(SecretHash key, CallId callId);

  /**
   * Up to {@code limit} sessions of the member that are active at the instant; the youngest first,
   * those with an unknown start last.
   */
  List<RpcSession> sessionsOf(UserId member, Instant instant, int limit);

  /** Records that the session was used; does nothing when there is none. */
  void noteUse(SecretHash key, Instant instant);

  /** Removes the session; does nothing when there is none. */
  void remove(SecretHash key);
}
