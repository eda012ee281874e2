package org.pinacotheca.application.api.operations;

import java.util.EnumSet;
import java.util.Set;
import org.pinacotheca.domain.identity.Scope;

/** An outcome that needs scopes of its caller, whatever its command needs of all callers. */
public interface ScopedAnswer {
  /** What the token must allow of whoever is given this answer. */
  Set<Scope> scopes();

  /** The scopes that it takes to be charged an amount, and to be told a balance. */
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
