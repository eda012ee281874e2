package org.pinacotheca.application.spi;

import java.time.Instant;
import org.pinacotheca.application.spi.accounts.ApplicationStore;
import org.pinacotheca.application.spi.accounts.CommunityStore;
import org.pinacotheca.application.spi.accounts.GroupStore;
import org.pinacotheca.application.spi.accounts.LoginStore;
import org.pinacotheca.application.spi.accounts.MemberStore;
import org.pinacotheca.application.spi.accounts.RateStore;
import org.pinacotheca.application.spi.accounts.SessionStore;
import org.pinacotheca.application.spi.accounts.TokenStore;

/**
 * The stores as one unit of work sees them. Used by one thread and not after the work has ended.
 */
public interface Transaction {
  /** The time of this unit of work, the same at each call, in whole microseconds. */
  Instant now();

  /**
   * Runs something once this unit of work is committed, in the order of the calls and outside of
   * it; never after a rollback, and only for the try that is committed. It must not fail, because
   * the unit has already succeeded. In a unit that only reads it is an {@link
   * IllegalStateException}.
   */
  void afterCommit(Runnable action);

  CommunityStore communities();

  MemberStore members();

  GroupStore groups();

  ApplicationStore applications();

  TokenStore tokens();

  SessionStore sessions();

  LoginStore logins();

  AlbumStore albums();

  PictureStore pictures();

  LedgerStore ledger();

  AccessStore access();

  ShareLinkStore shareLinks();

  AuditStore audit();

  IdempotencyStore idempotency();

  RateStore rates();

  ErasureStore erasures();

  InstallationStore installation();

  ExpiryStore expired();

  /** Everything that is stored, for an inspection. */
  InspectionStore inspection();
}
