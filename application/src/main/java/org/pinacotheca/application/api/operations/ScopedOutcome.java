package org.pinacotheca.application.api.operations;

import java.util.EnumSet;
import java.util.Set;
import org.pinacotheca.domain.identity.Scope;

/** An outcome whose answer needs scopes beyond those that its command needs of all callers. */
public interface ScopedOutcome {
  /** The scopes that a token needs to be given this answer. */
  Set<Scope> scopes();

  /** The scopes needed to be charged an amount, and to see a balance. */
  static Set<Scope> ofSale(boolean isCharged, boolean tellsBalance) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (isCharged) {
      scopes.add(Scope.ACCOUNT_CREDITS_SPEND);
    }
    if (tellsBalance) {
      scopes.add(Scope.ACCOUNT_CREDITS_HISTORY);
    }
    return scopes;
  }
}
