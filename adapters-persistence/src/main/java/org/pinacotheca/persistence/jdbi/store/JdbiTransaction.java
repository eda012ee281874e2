package org.pinacotheca.persistence.jdbi.store;

import java.time.Instant;
import java.util.List;
import org.pinacotheca.application.spi.AccessStore;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.ApplicationStore;
import org.pinacotheca.application.spi.AuditStore;
import org.pinacotheca.application.spi.CommunityStore;
import org.pinacotheca.application.spi.ErasureStore;
import org.pinacotheca.application.spi.GroupStore;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.application.spi.InspectionStore;
import org.pinacotheca.application.spi.InstallationStore;
import org.pinacotheca.application.spi.LedgerStore;
import org.pinacotheca.application.spi.LoginStore;
import org.pinacotheca.application.spi.MemberStore;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.RateStore;
import org.pinacotheca.application.spi.SessionStore;
import org.pinacotheca.application.spi.TokenStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * The stores of one database transaction; stores are stateless and created on demand.
 *
 * @param committed where the actions are added that run after the commit
 */
public record JdbiTransaction(
    JdbiSession session, AesGcmCipher seal, Instant now, List<Runnable> committed)
    implements Transaction {
  @Override
  public void afterCommit(Runnable action) {
    session.requireWritable();
    committed.add(action);
  }

  @Override
  public CommunityStore communities() {
    return new JdbiCommunityStore(session);
  }

  @Override
  public MemberStore members() {
    return new JdbiMemberStore(session);
  }

  @Override
  public GroupStore groups() {
    return new JdbiGroupStore(session);
  }

  @Override
  public ApplicationStore applications() {
    return new JdbiApplicationStore(session, seal);
  }

  @Override
  public TokenStore tokens() {
    return new JdbiTokenStore(session);
  }

  @Override
  public SessionStore sessions() {
    return new JdbiSessionStore(session, seal);
  }

  @Override
  public LoginStore logins() {
    return new JdbiLoginStore(session);
  }

  @Override
  public AlbumStore albums() {
    return new JdbiAlbumStore(session);
  }

  @Override
  public PictureStore pictures() {
    return new JdbiPictureStore(session);
  }

  @Override
  public LedgerStore ledger() {
    return new JdbiLedgerStore(session);
  }

  @Override
  public AccessStore access() {
    return new JdbiAccessStore(session);
  }

  @Override
  public AuditStore audit() {
    return new JdbiAuditStore(session);
  }

  @Override
  public IdempotencyStore answers() {
    return new JdbiIdempotencyStore(session);
  }

  @Override
  public RateStore rates() {
    return new JdbiRateStore(session);
  }

  @Override
  public ErasureStore erasures() {
    return new JdbiErasureStore(session);
  }

  @Override
  public InstallationStore installation() {
    return new JdbiInstallationStore(session);
  }

  @Override
  public InspectionStore inspection() {
    return new JdbiInspectionStore(session, seal);
  }
}
