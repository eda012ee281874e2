package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.function.Consumer;
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

/** The stores of one unit of work. Used by one thread. */
record MemoryTransaction(
    Instant now,
    Consumer<Runnable> followers,
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
  MemoryTransaction(MemoryTables tables, Instant now, Consumer<Runnable> followers) {
    this(
        now,
        followers,
        new MemoryPeople.Communities(tables),
        new MemoryPeople.Members(tables),
        new MemoryPeople.Groups(tables),
        new MemoryClients.Applications(tables),
        new MemoryClients.Tokens(tables),
        new MemoryClients.Sessions(tables),
        new MemoryClients.Codes(tables),
        new MemoryClients.Credentials(tables),
        new MemoryClients.PendingLogins(tables),
        new MemoryAlbums(tables),
        new MemoryPictures(tables),
        new MemoryLedger(tables),
        new MemoryAccess(tables),
        new MemoryShareLinks(tables),
        new MemoryRecords.Audit(tables),
        new MemoryRecords.StoredResponses(tables),
        new MemoryRates(tables),
        new MemoryErasures(tables),
        new MemoryInstallation(tables),
        new MemoryExpiry(tables),
        new MemoryInspection(tables));
  }

  @Override
  public void afterCommit(Runnable action) {
    followers.accept(action);
  }
}
