package org.pinacotheca.application.access;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** Decides whether a caller may act as they say; the only class that does. */
public final class Authorization {
  private static final Set<Scope> NO_SCOPE = Set.of();
  private static final Set<Scope> GALLERY_SCOPE = Set.of(Scope.PROFILE_GALLERY);
  private static final Set<Scope> SPENDING_SCOPE = Set.of(Scope.ACCOUNT_CREDITS_SPEND);

  private Authorization() {}

  /**
   * Performs something for a caller who may read for the member they name.
   *
   * @param refused turns a denial into the outcome of a caller who may not
   */
  public static <O> O reading(
      Transaction tx,
      Caller caller,
      Function<? super Denied, ? extends O> refused,
      Supplier<? extends O> query) {
    return permitted(tx, caller, NO_SCOPE, refused, query);
  }

  /** Performs something for a caller whose token has the scopes, as above. */
  public static <O> O permitted(
      Transaction tx,
      Caller caller,
      Set<Scope> needed,
      Function<? super Denied, ? extends O> refused,
      Supplier<? extends O> work) {
    Optional<Denial> denial = denial(tx, caller, needed);
    return denial.isPresent() ? refused.apply(new Denied(denial.get())) : work.get();
  }

  /**
   * Performs a write of a caller who may write albums and pictures of the member they name, whose
   * gallery is locked until the unit of work ends; refused too when that member was erased or
   * suspended meanwhile.
   */
  public static <O> O owned(
      Transaction tx,
      Caller caller,
      Function<? super Denied, ? extends O> refused,
      Supplier<? extends O> command) {
    Optional<Denied> denied = deniedWriting(tx, caller).or(() -> lockCaller(tx, caller));
    return denied.isPresent() ? refused.apply(denied.get()) : command.get();
  }

  /** Why the caller may not write albums and pictures; empty when they may. */
  public static Optional<Denied> deniedWriting(Transaction tx, Caller caller) {
    return denial(tx, caller, GALLERY_SCOPE).map(Denied::new);
  }

  /** Why the caller may not spend credits; empty when they may. */
  public static Optional<Denied> deniedSpending(Transaction tx, Caller caller) {
    return denial(tx, caller, SPENDING_SCOPE).map(Denied::new);
  }

  /** Why the caller may not do something that needs the scopes; empty when they may. */
  public static Optional<Denial> denial(Transaction tx, Caller caller, Set<Scope> needed) {
    return caller
        .missingScope(needed)
        .<Denial>map(Denial.ScopeMissing::new)
        .or(() -> caller.actingFor().flatMap(member -> groupDenial(tx, caller.actor(), member)));
  }

  private static Optional<Denial> groupDenial(Transaction tx, UserId actor, UserId member) {
    Optional<Group> group = tx.groups().ofMember(actor).filter(g -> g.manager().equals(actor));
    if (group.isEmpty()) {
      return Optional.of(new Denial.ManagesNoGroup());
    }
    if (!group.get().has(member)) {
      return Optional.of(new Denial.NotInGroup(member));
    }
    return suspension(tx, member);
  }

  /** The denial for a member whom the operator has suspended. */
  private static Optional<Denial> suspension(Transaction tx, UserId member) {
    return tx.members()
        .find(member)
        .filter(Member::suspended)
        .map(suspended -> new Denial.MemberSuspended(suspended.id()));
  }

  /**
   * Locks the gallery of the member in whose name the caller writes; denied when they were erased
   * or suspended meanwhile.
   */
  public static Optional<Denied> lockCaller(Transaction tx, Caller caller) {
    return tx.members().lockGallery(caller.subject())
        ? heldSubject(tx, caller)
        : Optional.of(new Denied(new Denial.MemberGone()));
  }

  /** Why a caller may not write although the member's gallery is locked; empty when they may. */
  public static Optional<Denied> heldSubject(Transaction tx, Caller caller) {
    return suspension(tx, caller.subject()).map(Denied::new);
  }

  /** Adds what the caller wrote to the audit record. */
  public static void record(Transaction tx, Caller caller, AuditAction action, String target) {
    tx.audit().append(AuditEntry.of(tx.now(), caller, action, target));
  }
}
