package org.pinacotheca.application;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.Sessions;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.ClientApplication;
import org.pinacotheca.domain.client.RpcSession;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.client.SessionKey;
import org.pinacotheca.domain.client.SharedSecret;
import org.pinacotheca.domain.member.Community;
import org.pinacotheca.domain.member.CommunityName;

/** Calls of the signed RPC, checked in the order that its contract gives. Thread-safe. */
final class GallerySessions implements Sessions {
  private static final int COMMUNITIES_MAX = 1000;

  /** A login through the RPC has always meant that the program may work on the member's gallery. */
  static final Set<Scope> SESSION_SCOPES = Set.of(Scope.PROFILE_GALLERY);

  private final UnitOfWork work;

  GallerySessions(UnitOfWork work) {
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
    AtomicReference<@Nullable SecretHash> toNote = new AtomicReference<>();
    Entry entry =
        command.callId().isPresent()
            ? work.transact(tx -> enter(tx, command, toNote))
            : work.read(tx -> enter(tx, command, toNote));
    SecretHash session = toNote.get();
    if (session != null && entry instanceof Entry.Entered) {
      work.<Boolean>transact(tx -> {
        tx.sessions().noteUse(session, tx.now());
        return true;
      });
    }
    return entry;
  }

  /**
   * Checks the call.
   *
   * @param toNote is given the session whose use is to be noted
   */
  private static Entry enter(
      Transaction tx, EnterSession command, AtomicReference<@Nullable SecretHash> toNote) {
    Optional<ClientApplication> found =
        command.application().flatMap((ApiKey key) -> tx.applications().find(key));
    if (found.isEmpty()) {
      return new Entry.ApplicationUnknown();
    }
    ClientApplication application = found.get();
    if (!isAllowed(application, command.address())) {
      return new Entry.AddressNotAllowed();
    }
    Optional<SecretHash> key = command.session().map(SessionKey::hash);
    Optional<RpcSession> session =
        key.flatMap(tx.sessions()::find)
            .filter(known -> known.application().equals(application.key()))
            .filter(known -> known.isOnAt(tx.now()));
    Optional<SharedSecret> sessionSecret = session.flatMap(RpcSession::secret);
    if (!command.signedWith().test(application.secret())
        && sessionSecret.filter(command.signedWith()).isEmpty()) {
      return new Entry.WrongSignature();
    }
    if (session.isEmpty()) {
      return new Entry.SessionUnknown();
    }
    if (command.callId().isPresent()
        && !tx.sessions().advance(session.get().key(), command.callId().get())) {
      return new Entry.CallIdNotGreater();
    }
    if (session.get().usage().isToBeNotedAt(tx.now())) {
      toNote.set(session.get().key());
    }
    return new Entry.Entered(
        application, Caller.of(session.get().user(), application.key(), SESSION_SCOPES));
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
