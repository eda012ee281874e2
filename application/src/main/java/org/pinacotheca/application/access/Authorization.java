package org.pinacotheca.application.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.FieldFault;

/** Decides whether a caller may act as they say; the only class that does. */
public final class Authorization {
  private static final Set<Scope> NO_SCOPE = Set.of();
  private static final Set<Scope> GALLERY_SCOPE = Set.of(Scope.PROFILE_GALLERY);
  private static final Set<Scope> SPENDING_SCOPE = Set.of(Scope.ACCOUNT_CREDITS_SPEND);

  private Authorization() {}

  /** Why the caller may not read for the member they name; empty when they may. */
  public static Optional<Denied> deniedReading(Transaction tx, Caller caller) {
    return denial(tx, caller, NO_SCOPE).map(Denied::new);
  }

  /** Why the caller may not write albums and pictures; empty when they may. */
  public static Optional<Denied> deniedWriting(Transaction tx, Caller caller) {
    return denial(tx, caller, GALLERY_SCOPE).map(Denied::new);
  }

  /** Why a request to read is refused before anything it names is looked up. */
  public static Optional<CommonRefusal> refusedReading(
      Transaction tx, Caller caller, Request request) {
    return refusal(tx, caller, NO_SCOPE, request);
  }

  /** Why a request to write is refused before anything it names is looked up. */
  public static Optional<CommonRefusal> refusedWriting(
      Transaction tx, Caller caller, Request request) {
    return refusal(tx, caller, GALLERY_SCOPE, request);
  }

  /** Why a request to spend credits is refused before anything it names is looked up. */
  public static Optional<CommonRefusal> refusedSpending(
      Transaction tx, Caller caller, Request request) {
    return refusal(tx, caller, SPENDING_SCOPE, request);
  }

  /** Why the caller may not spend credits; empty when they may. */
  public static Optional<Denied> deniedSpending(Transaction tx, Caller caller) {
    return denial(tx, caller, SPENDING_SCOPE).map(Denied::new);
  }

  /** The first fault of scope, form and group, in this order; empty when there is none. */
  public static Optional<CommonRefusal> refusal(
      Transaction tx, Caller caller, Set<Scope> needed, Request request) {
    Optional<Scope> missing = caller.missingScope(needed);
    if (missing.isPresent()) {
      return Optional.of(new Denied(new Denial.ScopeMissing(missing.get())));
    }
    List<FieldFault> faults = request.faults();
    if (!faults.isEmpty()) {
      return Optional.of(new InvalidFields(faults));
    }
    return denial(tx, caller, NO_SCOPE).map(Denied::new);
  }

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
