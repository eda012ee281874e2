package org.pinacotheca.domain.audit;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/**
 * One write: who did it, in whose name, through which program.
 *
 * @param actor the member who did it; empty means the operator
 * @param subject the member in whose name it was done; empty where no member is concerned
 * @param application the program it came through; empty for the operator's own calls
 * @param target what was written, as ids in plain text, at most 1000 characters
 */
public record AuditEntry(
    Instant at,
    Optional<UserId> actor,
    Optional<UserId> subject,
    Optional<ApiKey> application,
    AuditAction action,
    String target) {
  private static final int TARGET_LENGTH_MAX = 1000;

  public AuditEntry {
    if (target.length() > TARGET_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "an audit target is at most 1000 characters, not " + target.length());
    }
  }

  /** An entry for a caller's write. */
  public static AuditEntry of(Instant at, Caller caller, AuditAction action, String target) {
    return new AuditEntry(
        at,
        Optional.of(caller.actor()),
        Optional.of(caller.subject()),
        Optional.of(caller.application()),
        action,
        target);
  }

  /** An entry for the operator's write, which may concern a member. */
  public static AuditEntry ofOperator(
      Instant at, Optional<UserId> subject, AuditAction action, String target) {
    return new AuditEntry(at, Optional.empty(), subject, Optional.empty(), action, target);
  }
}
