package org.pinacotheca.application.selling;

import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;

/** Members' credits. Thread-safe. */
public final class GalleryCreditAccounts implements CreditAccounts {
  private static final Set<Scope> NEEDED = Set.of(Scope.ACCOUNT_CREDITS_HISTORY);

  private final UnitOfWork work;

  public GalleryCreditAccounts(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public GetCreditsHistory.Outcome history(Caller caller, GetCreditsHistory query) {
    return work.read(tx ->
        Authorization.permitted(
            tx,
            caller,
            NEEDED,
            denied -> denied,
            () -> {
              AccountId account = new AccountId.OfMember(caller.subject());
              PageRequest page = query.page(tx.ledger().count(account));
              return new GetCreditsHistory.Read(
                  tx.ledger().entries(account, query.newestFirst(), page));
            }));
  }

  @Override
  public GetCreditBalance.Outcome balance(Caller caller, GetCreditBalance query) {
    return work.read(tx ->
        Authorization.permitted(
            tx,
            caller,
            NEEDED,
            denied -> denied,
            () ->
                new GetCreditBalance.Read(
                    tx.ledger().balance(new AccountId.OfMember(caller.subject())))));
  }

  @Override
  public RefundSale.Outcome refund(RefundSale command) {
    return work.transact(tx -> Refunds.refund(tx, command));
  }

  @Override
  public Registration<Grant> grant(GrantCredits command) {
    return work.transact(tx -> {
      if (!tx.members().lockGallery(command.user())) {
        return new Registration.Unknown<>("There is no member " + command.user().value() + ".");
      }
      AccountId account = new AccountId.OfMember(command.user());
      Transfer transfer =
          new Transfer(
              TransferId.ofGrant(command.reference()),
              new AccountId.Grants(),
              account,
              command.amount(),
              new TransferReason.Granted(),
              tx.now(),
              Optional.empty());
      Optional<Transfer> known = tx.ledger().find(transfer.id());
      if (known.isPresent() && !transfer.isRepeatedBy(known.get())) {
        return new Registration.Conflict<>("The reference was used for another grant.");
      }
      if (known.isEmpty()) {
        tx.ledger().post(transfer);
        String target = command.amount().toDecimal() + " credits";
        tx.audit()
            .append(
                AuditEntry.ofOperator(
                    tx.now(), Optional.of(command.user()), AuditAction.CREDITS_GRANTED, target));
      }
      return new Registration.Registered<>(
          new Grant(tx.ledger().number(transfer.id()), tx.ledger().balance(account)));
    });
  }
}
