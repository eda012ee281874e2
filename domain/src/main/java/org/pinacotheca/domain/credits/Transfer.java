package org.pinacotheca.domain.credits;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.identity.UserId;

/**
 * One movement of credits. It is never changed or removed, but for the id of a grant, which loses
 * the operator's reference when its receiver is erased.
 *
 * @param amount more than nothing
 * @param actor the member who caused it, which is the manager where he acts for a member; empty
 *     means the operator
 */
public record Transfer(
    TransferId id,
    AccountId from,
    AccountId to,
    Credits amount,
    TransferReason reason,
    Instant at,
    Optional<UserId> actor) {
  public Transfer {
    if (amount.hundredths() == 0 || from.equals(to) || to instanceof AccountId.Grants) {
      throw new IllegalArgumentException("a transfer moves credits from one account to another");
    }
  }

  /** Whether it moves the same, for the same reason; when and by whom does not matter. */
  public boolean isRepeatedBy(Transfer other) {
    return id.equals(other.id)
        && from.equals(other.from)
        && to.equals(other.to)
        && amount.equals(other.amount)
        && reason.equals(other.reason);
  }
}
