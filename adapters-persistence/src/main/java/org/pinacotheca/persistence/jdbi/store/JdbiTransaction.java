package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import org.pinacotheca.application.spi.AccessStore;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.AuditStore;
import org.pinacotheca.application.spi.ErasureStore;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.application.spi.InspectionStore;
import org.pinacotheca.application.spi.InstallationStore;
import org.pinacotheca.application.spi.LedgerStore;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.ShareLinkStore;
import org.pinacotheca.application.spi.Transaction;
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
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * The stores of one database transaction, which are stateless.
 *
 * @param committed where the actions are added that run after the commit
 */
public record JdbiTransaction(
    JdbiSession session,
    Instant now,
    List<Runnable> committed,
    CommunityStore communities,
    MemberStore members,
    GroupStore groups,
    ApplicationStore applications,
    TokenStore tokens,
    SessionStore sessions,
    AuthorizationCodeStore authorizationCodes,
    CredentialStore credentials,
    LoginStore logins,
    AlbumStore albums,
    PictureStore pictures,
    LedgerStore ledger,
    AccessStore access,
    ShareLinkStore shareLinks,
    AuditStore audit,
    IdempotencyStore idempotency,
    RateStore rates,
    ErasureStore erasures,
    InstallationStore installation,
    ExpiryStore expired,
    InspectionStore inspection)
    implements Transaction {
  public JdbiTransaction(
      JdbiSession session, AesGcmCipher seal, Instant now, List<Runnable> committed) {
    this(
        session,
        now,
        committed,
        new JdbiCommunityStore(session),
        new JdbiMemberStore(session),
        new JdbiGroupStore(session),
        new JdbiApplicationStore(session, seal),
        new JdbiTokenStore(session),
        new JdbiSessionStore(session, seal),
        new JdbiAuthorizationCodeStore(session),
        new JdbiCredentialStore(session),
        new JdbiLoginStore(session),
        new JdbiAlbumStore(session),
        new JdbiPictureStore(session),
        new JdbiLedgerStore(session),
        new JdbiAccessStore(session),
        new JdbiShareLinkStore(session),
        new JdbiAuditStore(session),
        new JdbiIdempotencyStore(session, seal),
        new JdbiRateStore(session),
        new JdbiErasureStore(session),
        new JdbiInstallationStore(session),
        new JdbiExpiryStore(session),
        new JdbiInspectionStore(session, seal));
  }

  @Override
  public void afterCommit(Runnable action) {
    session.requireWritable();
    committed.add(action);
  }
}
