package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.function.Consumer;
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

/** The stores of one unit of work. Used by one thread. */
record MemoryTransaction(MemoryTables tables, Instant now, Consumer<Runnable> followers)
    implements Transaction {
  @Override
  public void afterCommit(Runnable action) {
    followers.accept(action);
  }

  @Override
  public CommunityStore communities() {
    return new MemoryPeople.Communities(tables);
  }

  @Override
  public MemberStore members() {
    return new MemoryPeople.Members(tables);
  }

  @Override
  public GroupStore groups() {
    return new MemoryPeople.Groups(tables);
  }

  @Override
  public ApplicationStore applications() {
    return new MemoryClients.Applications(tables);
  }

  @Override
  public TokenStore tokens() {
    return new MemoryClients.Tokens(tables);
  }

  @Override
  public SessionStore sessions() {
    return new MemoryClients.Sessions(tables);
  }

  @Override
  public LoginStore logins() {
    return new MemoryClients.Logins(tables);
  }

  @Override
  public AlbumStore albums() {
    return new MemoryAlbums(tables);
  }

  @Override
  public PictureStore pictures() {
    return new MemoryPictures(tables);
  }

  @Override
  public LedgerStore ledger() {
    return new MemoryLedger(tables);
  }

  @Override
  public AccessStore access() {
    return new MemoryAccess(tables);
  }

  @Override
  public AuditStore audit() {
    return new MemoryRecords.Audit(tables);
  }

  @Override
  public IdempotencyStore answers() {
    return new MemoryRecords.Answers(tables);
  }

  @Override
  public RateStore rates() {
    return new MemoryRates(tables);
  }

  @Override
  public ErasureStore erasures() {
    return new MemoryErasures(tables);
  }

  @Override
  public InstallationStore installation() {
    return new MemoryInstallation(tables);
  }

  @Override
  public InspectionStore inspection() {
    return new MemoryInspection(tables);
  }
}
