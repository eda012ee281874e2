package org.pinacotheca.application.accounts;

import java.util.Optional;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.CompleteLogin;
import org.pinacotheca.application.api.accounts.DeclineLogin;
import org.pinacotheca.application.api.accounts.GetLogin;
import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.LoginRequests;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.UserId;

/** Logins of applications of the signed RPC. Thread-safe. */
public final class GalleryLoginRequests implements LoginRequests {
  private final UnitOfWork work;
  private final Secrets secrets;
  private final SessionIssuer issuer;

  public GalleryLoginRequests(UnitOfWork work, Secrets secrets) {
    this.work = work;
    this.secrets = secrets;
    this.issuer = new SessionIssuer(secrets);
  }

  @Override
  public RequestLogin.Outcome request(RequestLogin command) {
    return work.transact(tx -> {
      if (tx.logins().countOpen(command.application(), tx.now())
          >= Login.OPEN_PER_APPLICATION_MAX) {
        return new RequestLogin.TooManyLogins(Login.OPEN_PER_APPLICATION_MAX);
      }
      LoginToken token = new LoginToken(secrets.randomHex(LoginToken.DIGITS));
      tx.logins()
          .add(
              new Login(
                  token.hash(),
                  command.application(),
                  command.community(),
                  command.sessionLifetime(),
                  tx.now().plus(Login.LIFETIME),
                  Optional.empty()));
      return new RequestLogin.Requested(token);
    });
  }

  @Override
  public GetLogin.Outcome get(Caller caller, GetLogin query) {
    return work.read(tx -> {
      Optional<Login> login = find(tx, caller, query.token());
      return login.isEmpty()
          ? new LoginNotFound()
          : new GetLogin.Read(
              login.get(),
              tx.applications().find(login.get().application()).orElseThrow(),
              login.get().community().flatMap(tx.communities()::find));
    });
  }

  @Override
  public ApproveLogin.Outcome approve(Caller caller, ApproveLogin command) {
    Caller self = self(caller);
    return work.transact(
        tx -> Authorization.owned(tx, self, denied -> denied, () -> approve(tx, self, command)));
  }

  private static ApproveLogin.Outcome approve(Transaction tx, Caller self, ApproveLogin command) {
    Optional<Login> login = find(tx, self, command.token());
    // Two concurrent members may both have found it.
    if (login.isEmpty() || !tx.logins().approve(login.get().token(), self.actor())) {
      return new LoginNotFound();
    }
    if (login.get().approvedBy().isEmpty()) {
      Authorization.record(tx, self, AuditAction.LOGIN_APPROVED, target(login.get()));
    }
    return new ApproveLogin.Approved();
  }

  @Override
  public DeclineLogin.Outcome decline(Caller caller, DeclineLogin command) {
    return work.transact(tx -> {
      Optional<Login> login = find(tx, caller, command.token());
      if (login.isEmpty() || !tx.logins().remove(login.get().token())) {
        return new LoginNotFound();
      }
      Authorization.record(tx, self(caller), AuditAction.LOGIN_DECLINED, target(login.get()));
      return new DeclineLogin.Declined();
    });
  }

  @Override
  public CompleteLogin.Outcome complete(CompleteLogin command) {
    return work.transact(tx -> {
      Optional<Login> login =
          open(tx, command.token())
              .filter(found -> found.application().equals(command.application()));
      if (login.isEmpty()) {
        return new LoginNotFound();
      }
      Optional<UserId> member = login.get().approvedBy();
      if (member.isEmpty()) {
        return new CompleteLogin.LoginNotApproved();
      }
      // Two concurrent requests may both have found it; only one of them uses it up. The member may
      // have been erased or suspended meanwhile.
      if (!tx.members().lockGallery(member.get())
          || tx.members().findActive(member.get()).isEmpty()
          || !tx.logins().remove(login.get().token())) {
        return new LoginNotFound();
      }
      return new CompleteLogin.Completed(openSession(tx, login.get(), member.get()));
    });
  }

  private OpenedSession openSession(Transaction tx, Login login, UserId member) {
    ClientApplication application = tx.applications().find(login.application()).orElseThrow();
    Caller self = Caller.of(member, application.key(), GalleryRpcSessions.SESSION_SCOPES);
    Authorization.record(tx, self, AuditAction.SESSION_OPENED, target(login));
    return issuer.open(
        tx, application, member, issuer.newKey(member), Optional.empty(), login.sessionLifetime());
  }

  /** The open login of the token, if the caller may decide it. */
  private static Optional<Login> find(Transaction tx, Caller caller, LoginToken token) {
    return open(tx, token).filter(login -> login.isUpTo(caller.actor()));
  }

  private static Optional<Login> open(Transaction tx, LoginToken token) {
    return tx.logins().find(token.hash()).filter(login -> login.isOpenAt(tx.now()));
  }

  private static Caller self(Caller caller) {
    return Caller.of(caller.actor(), caller.application(), caller.scopes());
  }

  private static String target(Login login) {
    return "application " + login.application().value();
  }
}
