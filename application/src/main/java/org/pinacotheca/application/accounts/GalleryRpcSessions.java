package org.pinacotheca.application.accounts;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;

/** Checks calls of the signed RPC, in the order of its contract. Thread-safe. */
public final class GalleryRpcSessions implements RpcSessions {
  private static final int COMMUNITIES_MAX = 1000;

  /** A login through the RPC has always meant that the program may work on the member's gallery. */
  static final Set<Scope> SESSION_SCOPES = Set.of(Scope.PROFILE_GALLERY);

  private final UnitOfWork work;

  public GalleryRpcSessions(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public Entry admit(AdmitApplication command) {
    return work.read(tx -> {
      Optional<ClientApplication> application =
          command.application().flatMap(tx.applications()::find);
      if (application.isEmpty()) {
        return new Entry.ApplicationUnknown();
      }
      if (!isAllowed(application.get(), command.address())) {
        return new Entry.AddressNotAllowed();
      }
      return command.signedWith().test(application.get().secret())
          ? new Entry.Admitted(application.get())
          : new Entry.WrongSignature();
    });
  }

  @Override
  public Entry enter(EnterSession command) {
    if (command.callId().isPresent()) {
      return work.transactInReserve(tx -> noted(tx, check(tx, command)));
    }
    Checked checked = work.read(tx -> check(tx, command));
    return checked.used.isEmpty()
        ? checked.entry
        : work.transactInReserve(tx -> noted(tx, checked));
  }

  /**
   * The result of checking a call.
   *
   * @param used the session, where its use is to be recorded
   */
  private record Checked(Entry entry, Optional<SecretHash> used) {
    private static Checked refused(Entry refusal) {
      return new Checked(refusal, Optional.empty());
    }
  }

  private static Entry noted(Transaction tx, Checked checked) {
    checked.used.ifPresent(session -> tx.sessions().noteUse(session, tx.now()));
    return checked.entry;
  }

  private static Checked check(Transaction tx, EnterSession command) {
    Optional<ClientApplication> found =
        command.application().flatMap((ApiKey key) -> tx.applications().find(key));
    if (found.isEmpty()) {
      return Checked.refused(new Entry.ApplicationUnknown());
    }
    ClientApplication application = found.get();
    if (!isAllowed(application, command.address())) {
      return Checked.refused(new Entry.AddressNotAllowed());
    }
    Optional<SecretHash> key = command.session().map(SessionKey::hash);
    Optional<RpcSession> session =
        key.flatMap(tx.sessions()::find)
            .filter(known -> known.application().equals(application.key()))
            .filter(known -> known.isOnAt(tx.now()));
    Optional<SharedSecret> sessionSecret = session.flatMap(RpcSession::secret);
    if (!command.signedWith().test(application.secret())
        && sessionSecret.filter(command.signedWith()).isEmpty()) {
      return Checked.refused(new Entry.WrongSignature());
    }
    if (session.isEmpty()) {
      return Checked.refused(new Entry.SessionUnknown());
    }
    if (tx.members().findActive(session.get().user()).isEmpty()) {
      return Checked.refused(new Entry.MemberSuspended());
    }
    if (command.callId().isPresent()
        && !tx.sessions().advance(session.get().key(), command.callId().get())) {
      return Checked.refused(new Entry.CallIdNotGreater());
    }
    Caller caller = Caller.of(session.get().user(), application.key(), SESSION_SCOPES);
    return new Checked(
        new Entry.Entered(application, caller),
        session.filter(known -> known.usage().isToBeNotedAt(tx.now())).map(RpcSession::key));
  }

  private static boolean isAllowed(ClientApplication application, InetAddress address) {
    return application.allowedAddresses().isEmpty()
        || application.allowedAddresses().stream().anyMatch(range -> range.contains(address));
  }

  @Override
  public Optional<String> replyNamespace(ApiKey application) {
    return work.read(
        tx -> tx.applications().find(application).flatMap(ClientApplication::replyNamespace));
  }

  @Override
  public Optional<Community> community(CommunityName name) {
    return work.read(tx -> tx.communities().find(name));
  }

  @Override
  public List<Community> communities() {
    return work.read(tx -> tx.communities().all(COMMUNITIES_MAX));
  }
}
