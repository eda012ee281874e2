package org.pinacotheca.application.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.signin.AcceptInvitation;
import org.pinacotheca.application.api.signin.AcceptInvitation.InvitationNotFound;
import org.pinacotheca.application.api.signin.ChangePassword;
import org.pinacotheca.application.api.signin.InviteMember;
import org.pinacotheca.application.api.signin.RegisterMember;
import org.pinacotheca.application.api.signin.RegisterMember.NicknameTaken;
import org.pinacotheca.application.api.signin.RegisterMember.TooManyRegistrations;
import org.pinacotheca.application.api.signin.SignIn;
import org.pinacotheca.application.api.signin.SignIn.TooManyWrongPasswords;
import org.pinacotheca.application.api.signin.SignIn.WrongPassword;
import org.pinacotheca.application.api.signin.SignIns;
import org.pinacotheca.application.api.signin.SignedIn;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.InvitationToken;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.PasswordHash;
import org.pinacotheca.domain.signin.WebSession;

/** Signs members in by password. Thread-safe. */
public final class GallerySignIns implements SignIns {
  private final UnitOfWork work;
  private final Secrets secrets;
  private final WebSessions sessions;
  private final PasswordAttempts attempts;
  private final TokenCache tokenCache;

  /** The hash of a password that nobody has, with which those of strangers are compared. */
  private volatile Optional<PasswordHash> nobodys = Optional.empty();

  public GallerySignIns(UnitOfWork work, Secrets secrets, TokenCache tokenCache) {
    this.work = work;
    this.secrets = secrets;
    this.sessions = new WebSessions(secrets);
    this.attempts = new PasswordAttempts(secrets);
    this.tokenCache = tokenCache;
  }

  @Override
  public Registration<InviteMember.Invited> invite(InviteMember command) {
    return ending(() ->
        work.transact(tx ->
            switch (member(tx, command.whom())) {
              case Registration.Registered<Member>(Member member) ->
                  new Registration.Registered<>(invite(tx, member, command.lifetime()));
              case Registration.Unknown<Member>(String what) -> new Registration.Unknown<>(what);
              case Registration.Conflict<Member>(String what) -> new Registration.Conflict<>(what);
            }));
  }

  /** Runs work that may end sessions. */
  private <T> T ending(Supplier<T> ending) {
    try {
      return ending.get();
    } finally {
      // Also after a failure: the commit may have succeeded without a confirmation.
      tokenCache.forget();
    }
  }

  private Registration<Member> member(Transaction tx, InviteMember.Invitee whom) {
    return switch (whom) {
      case InviteMember.Invitee.Known(UserId id) ->
          tx.members()
              .find(id)
              .<Registration<Member>>map(Registration.Registered::new)
              .orElseGet(
                  () -> new Registration.Unknown<>("There is no member " + id.value() + "."));
      case InviteMember.Invitee.New(var member) -> GalleryRegistrations.add(tx, member);
    };
  }

  private InviteMember.Invited invite(Transaction tx, Member member, Duration lifetime) {
    InvitationToken token = new InvitationToken(secrets.randomHex(InvitationToken.DIGITS));
    Instant expires = tx.now().plus(lifetime);
    // Locked, so that nobody is invited twice or signed in meanwhile.
    tx.members().lockGallery(member.id());
    tx.credentials().removeInvitation(member.id());
    tx.credentials().addInvitation(new Invitation(token.hash(), member.id(), expires));
    sessions.endAll(tx, member.id());
    tx.audit()
        .append(
            AuditEntry.ofOperator(
                tx.now(), Optional.of(member.id()), AuditAction.MEMBER_INVITED, ""));
    return new InviteMember.Invited(member, token, expires);
  }

  @Override
  public Optional<Member> invited(InvitationToken invitation) {
    return work.read(tx -> invited(tx, invitation));
  }

  private static Optional<Member> invited(Transaction tx, InvitationToken token) {
    return tx.credentials()
        .invitation(token.hash())
        .filter(invitation -> invitation.isOpenAt(tx.now()))
        .flatMap(invitation -> tx.members().findActive(invitation.member()));
  }

  @Override
  public AcceptInvitation.Outcome accept(AcceptInvitation command) {
    if (invited(command.invitation()).isEmpty()) {
      return new InvitationNotFound();
    }
    PasswordHash hash = secrets.hashPassword(command.password());
    return ending(() ->
        work.transact(tx ->
            invited(tx, command.invitation())
                .map(Member::id)
                .filter(tx.members()::lockGallery)
                // Another request may have used it until the lock was given.
                .filter(_ -> invited(tx, command.invitation()).isPresent())
                .<AcceptInvitation.Outcome>map(member -> {
                  tx.credentials().removeInvitation(member);
                  return replace(tx, member, hash);
                })
                .orElseGet(InvitationNotFound::new)));
  }

  /** Sets the password, ends all sessions, and begins another one. */
  private SignedIn replace(Transaction tx, UserId member, PasswordHash hash) {
    tx.credentials().putPassword(member, hash);
    sessions.endAll(tx, member);
    WebSessions.record(tx, member, AuditAction.PASSWORD_CHANGED);
    return begin(tx, member);
  }

  private SignedIn begin(Transaction tx, UserId member) {
    WebSession session = sessions.begin(tx, member);
    return new SignedIn(
        member, session, attempts.newDevice(member), tx.now().plus(WebSession.LIFETIME));
  }

  @Override
  public RegisterMember.Outcome register(RegisterMember command) {
    UserId counter = PasswordAttempts.registrations();
    String origin = attempts.origin(counter, command.origin());
    Optional<Duration> lock = work.read(tx -> attempts.lock(tx, counter, origin, false));
    if (lock.isPresent()) {
      return new TooManyRegistrations(lock.get());
    }
    PasswordHash hash = secrets.hashPassword(command.password());
    return work.transact(tx ->
        switch (attempts.judge(tx, counter, origin, false, false)) {
          case PinLockout.Verdict.Locked(Duration wait) -> new TooManyRegistrations(wait);
          case PinLockout.Verdict.Wrong(var counted) -> {
            tx.credentials().addWrongPassword(counter, origin, counted);
            yield register(tx, command, hash);
          }
          case PinLockout.Verdict.Right() -> throw new IllegalStateException("nothing is right");
        });
  }

  private RegisterMember.Outcome register(
      Transaction tx, RegisterMember command, PasswordHash hash) {
    if (!tx.credentials().named(command.nickname().value(), 1).isEmpty()) {
      return new NicknameTaken();
    }
    Registrations.NewMember member =
        new Registrations.NewMember(Optional.empty(), command.nickname(), Optional.empty());
    return switch (GalleryRegistrations.add(tx, member)) {
      case Registration.Registered<Member>(Member added) -> {
        tx.members().lockGallery(added.id());
        yield replace(tx, added.id(), hash);
      }
      case Registration<Member> refused -> throw new IllegalStateException(refused.toString());
    };
  }

  @Override
  public SignIn.Outcome signIn(SignIn command) {
    // Who is unknown is refused as slowly, and locked as soon, as a member: nobody learns who is
    // one.
    UserId member =
        work.<Optional<UserId>>read(tx -> named(tx, command.name()))
            .orElseGet(() -> attempts.stranger(command.name()));
    Attempt attempt = new Attempt(member, command.password(), command.origin(), command.device());
    SignIn.Outcome outcome =
        tried(
            attempt,
            WrongPassword::new,
            TooManyWrongPasswords::new,
            tx ->
                tx.members().findActive(member).isEmpty()
                    ? new SignIn.Suspended()
                    : begin(tx, member));
    if (outcome instanceof SignedIn) {
      // The member's oldest session may have ended.
      tokenCache.forget();
    }
    return outcome;
  }

  private static Optional<UserId> named(Transaction tx, String name) {
    String text = name.strip();
    // First, so that a nickname of digits keeps nobody from signing in by their number.
    Optional<UserId> numbered =
        text.matches("[1-9][0-9]{0,8}")
            ? tx.members().find(new UserId(Integer.parseInt(text))).map(Member::id)
            : Optional.empty();
    List<UserId> found = tx.credentials().named(text, 2);
    return numbered.or(() -> found.stream().findFirst().filter(_ -> found.size() == 1));
  }

  private PasswordHash nobodysHash() {
    PasswordHash hash =
        nobodys.orElseGet(
            () -> secrets.hashPassword(new Password(secrets.randomHex(WebSession.DIGITS))));
    nobodys = Optional.of(hash);
    return hash;
  }

  private record Attempt(UserId member, String password, String origin, String device) {}

  private interface Success<T> {
    T in(Transaction tx);
  }

  private interface Wrong<T> {
    T outcome();
  }

  private interface Locked<T> {
    T outcome(Duration retryAfter);
  }

  /** Compares a password between two units of work: before it, and to count or use the result. */
  private <T> T tried(Attempt attempt, Wrong<T> wrong, Locked<T> locked, Success<T> success) {
    UserId member = attempt.member();
    boolean isKnown = attempts.isDevice(member, attempt.device());
    String origin = attempts.origin(member, attempt.origin());
    Optional<Duration> lock = work.read(tx -> attempts.lock(tx, member, origin, isKnown));
    if (lock.isPresent()) {
      return locked.outcome(lock.get());
    }
    Optional<PasswordHash> hash = work.read(tx -> tx.credentials().password(member));
    boolean isRight =
        secrets.isPassword(attempt.password(), hash.orElseGet(this::nobodysHash))
            && hash.isPresent();
    return work.transactInReserve(tx -> {
      // Attempts for one member are counted one at a time.
      boolean exists = tx.members().lockGallery(member);
      boolean isStillRight = exists && isRight && tx.credentials().password(member).equals(hash);
      return switch (attempts.judge(tx, member, origin, isKnown, isStillRight)) {
        case PinLockout.Verdict.Locked(Duration wait) -> locked.outcome(wait);
        case PinLockout.Verdict.Wrong(var counted) -> {
          tx.credentials().addWrongPassword(member, origin, counted);
          yield wrong.outcome();
        }
        case PinLockout.Verdict.Right() -> success.in(tx);
      };
    });
  }

  @Override
  public ChangePassword.Outcome changePassword(Caller caller, ChangePassword command) {
    UserId member = caller.actor();
    PasswordHash hash = secrets.hashPassword(command.replacement());
    Attempt attempt = new Attempt(member, command.current(), command.origin(), command.device());
    return ending(() ->
        tried(
            attempt,
            WrongPassword::new,
            TooManyWrongPasswords::new,
            tx -> replace(tx, member, hash)));
  }

  @Override
  public void signOut(WebSession session) {
    SecretHash token = SecretHash.of(session.bearerToken());
    var _ = ending(() -> work.<Boolean>transactInReserve(tx -> sessions.end(tx, token)));
  }

  @Override
  public void signOutEverywhere(Caller caller) {
    var _ = ending(() -> work.<Boolean>transactInReserve(tx -> endAll(tx, caller.actor())));
  }

  private boolean endAll(Transaction tx, UserId member) {
    boolean exists = tx.members().lockGallery(member);
    if (exists) {
      sessions.endAll(tx, member);
      WebSessions.record(tx, member, AuditAction.SIGNED_OUT);
    }
    return exists;
  }
}
