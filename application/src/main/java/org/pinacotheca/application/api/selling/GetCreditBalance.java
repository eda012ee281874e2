package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.credits.Credits;

/**
 * Reads the subject's balance. Needs {@link
 * org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_HISTORY}.
 */
public record GetCreditBalance() {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetCreditBalance.Read, CommonRefusal {}

  /** The balance. */
  public record Read(Credits balance) implements Outcome {}
}
