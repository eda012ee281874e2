package org.pinacotheca.domain.credits;

import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.identity.UserId;

/**
 * One movement of credits. It is never changed or removed, except that the id of a grant loses the
 * operator's reference when its receiver is erased.
 *
 * @param amount more than nothing
 * @param actor the member who caused it, which is the manager when they act for a member; empty
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

  /**
   * The transfer of what an erased member still holds to the platform, because credits never
   * vanish; empty when they hold nothing.
   */
  public static Optional<Transfer> ofErasure(UserId member, Credits balance, Instant at) {
    if (balance.hundredths() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Transfer(
            TransferId.ofErasure(member),
            new AccountId.OfMember(member),
            AccountId.OfPlatform.receivingFrom(member),
            balance,
            new TransferReason.Erased(),
            at,
            Optional.empty()));
  }

  /**
   * Whether the other moves the same amount between the same accounts for the same reason; time and
   * actor do not matter.
   */
  public boolean isRepeatedBy(Transfer other) {
    return id.equals(other.id)
        && from.equals(other.from)
        && to.equals(other.to)
        && amount.equals(other.amount)
        && reason.equals(other.reason);
  }
}
