package org.pinacotheca.application.accounts;

import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;

/** The operator's commands that add and list. Thread-safe. */
public final class GalleryRegistrations implements Registrations {
  private static final int KEY_DIGITS = 32;

  private final UnitOfWork work;
  private final Secrets secrets;

  public GalleryRegistrations(UnitOfWork work, Secrets secrets) {
    this.work = work;
    this.secrets = secrets;
  }

  @Override
  public Registration<Community> addCommunity(Community community) {
    return work.transact(tx -> {
      Optional<Community> known = tx.communities().find(community.name());
      if (known.isPresent()) {
        return same(
            known.get(),
            community,
            "The community '" + community.name().value() + "' has another title.");
      }
      tx.communities().add(community);
      record(tx, Optional.empty(), AuditAction.COMMUNITY_ADDED, community.name().value());
      return new Registration.Registered<>(community);
    });
  }

  @Override
  public Registration<Member> addMember(NewMember wanted) {
    return work.transact(tx -> add(tx, wanted));
  }

  /** Adds a member within a unit of work. */
  static Registration<Member> add(Transaction tx, NewMember wanted) {
    Optional<String> missing = missingCommunity(tx, wanted.community());
    if (missing.isPresent()) {
      return new Registration.Unknown<>(missing.get());
    }
    UserId id =
        wanted
            .id()
            .orElseGet(() ->
                firstFree(
                    tx.members()::nextId,
                    free -> tx.members().find(free).isPresent() || tx.erasures().isErased(free)));
    Member member = new Member(id, wanted.nickname(), wanted.community());
    Optional<Member> known = tx.members().find(id);
    if (known.isPresent()) {
      return same(
          known.get(),
          member.suspended(known.get().suspended()),
          "The member " + id.value() + " is somebody else.");
    }
    if (tx.erasures().isErased(id)) {
      return new Registration.Conflict<>(
          "The member " + id.value() + " was erased; a number is not given again.");
    }
    tx.members().add(member);
    record(tx, Optional.of(id), AuditAction.MEMBER_ADDED, "");
    return new Registration.Registered<>(member);
  }

  @Override
  public Registration<Group> addGroup(NewGroup wanted) {
    return work.transact(tx -> {
      GroupId id =
          wanted
              .id()
              .orElseGet(
                  () -> firstFree(tx.groups()::nextId, free -> tx.groups().find(free).isPresent()));
      Group group = new Group(id, wanted.name(), wanted.manager(), wanted.members());
      Optional<Group> known = tx.groups().find(id);
      if (known.isPresent()) {
        return same(known.get(), group, "The group " + id.value() + " is another one.");
      }
      Optional<Registration<Group>> refusal = groupRefusal(tx, group);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      tx.groups().add(group);
      record(tx, Optional.of(group.manager()), AuditAction.GROUP_ADDED, "group " + id.value());
      return new Registration.Registered<>(group);
    });
  }

  @Override
  public Registration<Group> replaceGroup(Group group) {
    return work.transact(tx -> {
      if (tx.groups().find(group.id()).isEmpty()) {
        return new Registration.Unknown<>("There is no group " + group.id().value() + ".");
      }
      Optional<Registration<Group>> refusal = groupRefusal(tx, group);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      tx.groups().replace(group);
      record(
          tx,
          Optional.of(group.manager()),
          AuditAction.GROUP_REPLACED,
          "group " + group.id().value());
      return new Registration.Registered<>(group);
    });
  }

  @Override
  public Page<Member> members(String search, PageRequest page) {
    return work.read(tx -> tx.members().search(search, page));
  }

  @Override
  public Page<Group> groups(String search, PageRequest page) {
    return work.read(tx -> tx.groups().search(search, page));
  }

  @Override
  public Page<ClientApplication> applications(String search, PageRequest page) {
    return work.read(tx -> tx.applications().search(search, page));
  }

  private static Optional<Registration<Group>> groupRefusal(Transaction tx, Group group) {
    // Locked in order, so that none of them is erased meanwhile and there is no deadlock.
    for (UserId member : new TreeSet<>(group.members())) {
      if (!tx.members().lockGallery(member)) {
        return Optional.of(
            new Registration.Unknown<>("There is no member " + member.value() + "."));
      }
      Optional<Group> other =
          tx.groups().ofMember(member).filter(known -> !known.id().equals(group.id()));
      if (other.isPresent()) {
        String what =
            "The member "
                + member.value()
                + " is in group "
                + other.get().id().value()
                + " already.";
        return Optional.of(new Registration.Conflict<>(what));
      }
    }
    return Optional.empty();
  }

  @Override
  public Registration<ClientApplication> addApplication(NewApplication wanted) {
    return work.transact(tx -> {
      Optional<String> missing = missingCommunity(tx, wanted.community());
      if (missing.isPresent()) {
        return new Registration.Unknown<>(missing.get());
      }
      ApiKey key = wanted.key().orElseGet(() -> new ApiKey(secrets.randomHex(KEY_DIGITS)));
      Optional<ClientApplication> known = tx.applications().find(key);
      SharedSecret secret =
          wanted
              .secret()
              .or(() -> known.map(ClientApplication::secret))
              .orElseGet(() -> new SharedSecret(secrets.randomHex(KEY_DIGITS)));
      ClientApplication application =
          new ClientApplication(
              key,
              wanted.name(),
              secret,
              wanted.community(),
              wanted.photoUpload(),
              wanted.allowedAddresses(),
              wanted.desktop(),
              wanted.replyNamespace(),
              wanted.oauth());
      if (known.isPresent()) {
        return same(
            known.get(), application, "The application '" + key.value() + "' is another one.");
      }
      tx.applications().add(application);
      record(tx, Optional.empty(), AuditAction.APPLICATION_ADDED, "application " + key.value());
      return new Registration.Registered<>(application);
    });
  }

  private static Optional<String> missingCommunity(Transaction tx, Optional<CommunityName> named) {
    return named
        .filter(name -> tx.communities().find(name).isEmpty())
        .map(name -> "There is no community '" + name.value() + "'.");
  }

  private static <T> Registration<T> same(T known, T wanted, String conflict) {
    return known.equals(wanted)
        ? new Registration.Registered<>(known)
        : new Registration.Conflict<>(conflict);
  }

  /** Ids that were moved from an earlier platform may lie ahead of the counter. */
  private static <I> I firstFree(Supplier<I> next, Predicate<I> isTaken) {
    I id = next.get();
    while (isTaken.test(id)) {
      id = next.get();
    }
    return id;
  }

  private static void record(
      Transaction tx, Optional<UserId> subject, AuditAction action, String target) {
    tx.audit().append(AuditEntry.ofOperator(tx.now(), subject, action, target));
  }
}
