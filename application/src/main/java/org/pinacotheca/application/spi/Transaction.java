package org.pinacotheca.application.spi;

import java.time.Instant;
import org.pinacotheca.application.spi.accounts.ApplicationStore;
import org.pinacotheca.application.spi.accounts.AuthorizationCodeStore;
import org.pinacotheca.application.spi.accounts.CommunityStore;
import org.pinacotheca.application.spi.accounts.CredentialStore;
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

  /** The communities. */
  CommunityStore communities();

  /** The members. */
  MemberStore members();

  /** The groups. */
  GroupStore groups();

  /** The client applications. */
  ApplicationStore applications();

  /** The bearer and refresh tokens. */
  TokenStore tokens();

  /** The sessions of the signed RPC. */
  SessionStore sessions();

  /** The authorization codes. */
  AuthorizationCodeStore authorizationCodes();

  /** What members sign in with. */
  CredentialStore credentials();

  /** The logins that are no sessions yet. */
  LoginStore logins();

  /** The albums. */
  AlbumStore albums();

  /** The pictures, without their files. */
  PictureStore pictures();

  /** The ledger of credits. */
  LedgerStore ledger();

  /** What owners offer and viewers have bought. */
  AccessStore access();

  /** The share links. */
  ShareLinkStore shareLinks();

  /** The audit record. */
  AuditStore audit();

  /** The responses to commands with an idempotency key. */
  IdempotencyStore idempotency();

  /** The windows of rate limits. */
  RateStore rates();

  /** What an erasure removes. */
  ErasureStore erasures();

  /** The id of the installation. */
  InstallationStore installation();

  /** What has expired and may be removed. */
  ExpiryStore expired();

  /** Everything that is stored, for an inspection. */
  InspectionStore inspection();
}
