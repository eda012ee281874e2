package org.pinacotheca.application.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Looks up who callers are. Thread-safe. */
public final class GalleryAccounts implements Accounts {
  private static final int MEMBERS_PER_QUERY_MAX = 100;

  private final UnitOfWork work;

  public GalleryAccounts(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public Optional<Credentials> credentials(Caller caller) {
    return work.read(tx ->
        tx.members()
            .find(caller.actor())
            .map(actor -> new Credentials(actor, tx.groups().ofMember(actor.id()))));
  }

  @Override
  public Page<Activity> activity(Caller caller, PageRequest page) {
    return work.read(
        tx -> tx.audit().ofOthers(caller.actor(), page).map(entry -> activity(tx, entry)));
  }

  private static Activity activity(Transaction tx, AuditEntry entry) {
    return new Activity(
        entry.at(),
        entry.actor().flatMap(tx.members()::find),
        entry.application().flatMap(tx.applications()::find).map(ClientApplication::name),
        entry.action(),
        entry.actor().isPresent() ? entry.target() : "");
  }

  @Override
  public boolean isApplication(ApiKey key) {
    return work.read(tx -> tx.applications().find(key).isPresent());
  }

  @Override
  public List<Member> members(Set<UserId> ids) {
    if (ids.size() > MEMBERS_PER_QUERY_MAX) {
      throw new IllegalArgumentException(
          "at most " + MEMBERS_PER_QUERY_MAX + " members at a time, not " + ids.size());
    }
    return work.read(tx -> tx.members().findAll(ids));
  }
}
