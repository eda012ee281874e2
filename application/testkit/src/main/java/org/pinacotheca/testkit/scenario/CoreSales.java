package org.pinacotheca.testkit.scenario;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/** The calls about selling of {@link CoreApi}. Thread-safe. */
final class CoreSales {
  private final Gallery gallery;

  CoreSales(Gallery gallery) {
    this.gallery = gallery;
  }

  Reply call(Caller caller, Call.Selling call) {
    return switch (call) {
      case Call.UnlockAlbum(AlbumAt album, String pin, OptionalLong price) ->
          CoreApi.valid(
              () -> new UnlockAlbum(album.id(), new Pin(pin), credits(price)),
              command -> unlock(caller, command));
      case Call.GetAlbumPrice(AlbumAt album) -> {
        GetAlbumPrice.Outcome outcome =
            gallery.unlocks().price(caller, new GetAlbumPrice(album.id()));
        yield outcome instanceof GetAlbumPrice.Reported reported
            ? Reply.Done.about(facts(reported))
            : CoreApi.refused(outcome);
      }
      case Call.UpdatePlans(List<Observed.PlanFacts> plans) ->
          CoreApi.writing(
              caller,
              () ->
                  new UpdatePricePlans(
                      PriceList.check(plans.stream().map(CoreSales::draft).toList()).orElseThrow()),
              command -> updatePlans(caller, command));
      case Call.GetPlans(UserId owner) ->
          gallery
              .subscriptions()
              .plans(owner)
              .map(CoreSales::plans)
              .orElseGet(() -> CoreApi.refused(new MemberNotFound(owner)));
      case Call.Subscribe subscribe -> subscribe(caller, subscribe);
      case Call.GetSubscriptions() -> subscriptions(caller);
      case Call.Grant grant -> grant(grant);
      case Call.Refund refund -> refund(caller, refund);
      case Call.GetBalance() -> {
        GetCreditBalance.Outcome outcome =
            gallery.creditAccounts().balance(caller, new GetCreditBalance());
        yield outcome instanceof GetCreditBalance.Read(Credits balance)
            ? Reply.Done.about(new Observed.BalanceFacts(balance.hundredths()))
            : CoreApi.refused(outcome);
      }
      case Call.GetHistory(boolean newestFirst, OptionalInt number, OptionalInt size) ->
          CoreApi.scoped(
              caller,
              Scope.ACCOUNT_CREDITS_HISTORY,
              () ->
                  new GetCreditsHistory(newestFirst, number, size.orElse(PageRequest.SIZE_DEFAULT)),
              query -> history(caller, query));
    };
  }

  private Reply unlock(Caller caller, UnlockAlbum command) {
    UnlockAlbum.Outcome outcome = gallery.unlocks().unlock(caller, command);
    return outcome instanceof UnlockAlbum.Unlocked unlocked
        ? Reply.Done.about(
            new Observed.PaidFacts(unlocked.charged().hundredths(), hundredths(unlocked.balance())))
        : CoreApi.refused(outcome);
  }

  private Reply updatePlans(Caller caller, UpdatePricePlans command) {
    UpdatePricePlans.Outcome outcome = gallery.subscriptions().updatePlans(caller, command);
    return outcome instanceof UpdatePricePlans.Updated(List<PricePlan> offered)
        ? plans(offered)
        : CoreApi.refused(outcome);
  }

  private Reply subscribe(Caller caller, Call.Subscribe call) {
    UserId owner = call.owner();
    PricePlanId plan =
        gallery.subscriptions().plans(owner).orElse(List.of()).stream()
            .skip(call.place() - 1L)
            .findFirst()
            .map(PricePlan::id)
            .orElse(new PricePlanId(Integer.MAX_VALUE));
    Subscribe command = new Subscribe(owner, plan, credits(call.price()));
    Subscribe.Outcome outcome = gallery.subscriptions().subscribe(caller, command);
    return outcome instanceof Subscribe.Subscribed subscribed
        ? Reply.Done.about(
            new Observed.SubscribedFacts(
                owner,
                subscribed.charged().hundredths(),
                hundredths(subscribed.balance()),
                reported(subscribed.subscription().until())))
        : CoreApi.refused(outcome);
  }

  private Reply subscriptions(Caller caller) {
    GetSubscriptions query = new GetSubscriptions(false, new PageRequest(1, PageRequest.SIZE_MAX));
    GetSubscriptions.Outcome outcome = gallery.subscriptions().list(caller, query);
    return outcome instanceof GetSubscriptions.Read(Page<NamedSubscription> page)
        ? new Reply.Done(
            page.items().stream()
                .<Observed>map(found ->
                    new Observed.SubscriptionFacts(
                        found.other().id(), found.isOn(), reported(found.subscription().until())))
                .toList(),
            Optional.of(page.total()))
        : CoreApi.refused(outcome);
  }

  private Reply grant(Call.Grant grant) {
    CreditAccounts.GrantCredits command =
        new CreditAccounts.GrantCredits(
            grant.member(), new Credits(grant.hundredths()), grant.reference());
    return switch (gallery.creditAccounts().grant(command)) {
      case Registration.Registered<CreditAccounts.Grant>(var given) ->
          Reply.Done.about(new Observed.BalanceFacts(given.balance().hundredths()));
      case Registration.Unknown<CreditAccounts.Grant> _ -> new Reply.Refused("Unknown");
      case Registration.Conflict<CreditAccounts.Grant> _ -> new Reply.Refused("Conflict");
    };
  }

  private Reply refund(Caller caller, Call.Refund call) {
    Caller buyer = Caller.of(call.buyer(), caller.application(), Set.of(Scope.values()));
    GetCreditsHistory query = new GetCreditsHistory(false, OptionalInt.of(call.place()), 1);
    long number =
        gallery.creditAccounts().history(buyer, query)
                    instanceof GetCreditsHistory.Read(Page<LedgerEntry> page)
                && !page.items().isEmpty()
            ? page.items().getFirst().number()
            : Long.MAX_VALUE;
    RefundSale.Outcome outcome =
        gallery.creditAccounts().refund(new RefundSale(number, call.reason()));
    return outcome instanceof RefundSale.Refunded(PostedTransfer refund)
        ? Reply.Done.about(
            new Observed.RefundedFacts(
                member(refund.transfer().to()).orElseThrow(),
                member(refund.transfer().from()).orElseThrow(),
                refund.transfer().amount().hundredths(),
                album(refund.transfer())))
        : CoreApi.refused(outcome);
  }

  private Reply history(Caller caller, GetCreditsHistory query) {
    GetCreditsHistory.Outcome outcome = gallery.creditAccounts().history(caller, query);
    return outcome instanceof GetCreditsHistory.Read(Page<LedgerEntry> page)
        ? new Reply.Done(
            page.items().stream().<Observed>map(CoreSales::facts).toList(),
            Optional.of(page.total()))
        : CoreApi.refused(outcome);
  }

  private static Observed facts(LedgerEntry entry) {
    Transfer transfer = entry.transfer();
    Observed.EntryReason reason =
        switch (transfer.reason()) {
          case TransferReason.Granted() -> Observed.EntryReason.GRANTED;
          case TransferReason.AlbumUnlocked(_) -> Observed.EntryReason.ALBUM_UNLOCKED;
          case TransferReason.Subscribed(_, _) -> Observed.EntryReason.SUBSCRIBED;
          case TransferReason.Commission() -> Observed.EntryReason.COMMISSION;
          case TransferReason.Refunded(_, _, _) -> Observed.EntryReason.REFUNDED;
          case TransferReason.Erased() -> Observed.EntryReason.ERASED;
        };
    return new Observed.EntryFacts(
        reported(transfer.at()),
        entry.gainInHundredths(),
        entry.balance().hundredths(),
        reason,
        member(entry.counterparty()),
        album(transfer));
  }

  /** The album; the member who is paid for it, or pays it back, is its owner. */
  private static Optional<AlbumAt> album(Transfer transfer) {
    return switch (transfer.reason()) {
      case TransferReason.AlbumUnlocked(AlbumId id) ->
          member(transfer.to()).map(owner -> new AlbumAt(owner, id));
      case TransferReason.Refunded(_, Optional<AlbumId> album, _) ->
          album.flatMap(id -> member(transfer.from()).map(owner -> new AlbumAt(owner, id)));
      default -> Optional.empty();
    };
  }

  private static Optional<UserId> member(AccountId account) {
    return account instanceof AccountId.OfMember(UserId member)
        ? Optional.of(member)
        : Optional.empty();
  }

  /** The instant, as precise as every API reports it. */
  private static Instant reported(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private static OptionalLong hundredths(Optional<Credits> amount) {
    return amount.stream().mapToLong(Credits::hundredths).findFirst();
  }

  private static Optional<Credits> credits(OptionalLong hundredths) {
    return hundredths.isPresent()
        ? Optional.of(new Credits(hundredths.getAsLong()))
        : Optional.empty();
  }

  private static Reply plans(List<PricePlan> plans) {
    return new Reply.Done(
        plans.stream()
            .<Observed>map(plan ->
                new Observed.PlanFacts(plan.duration().id(), plan.price().amount().hundredths()))
            .toList(),
        Optional.empty());
  }

  private static PlanDraft draft(Observed.PlanFacts plan) {
    return new PlanDraft(
        Optional.empty(),
        OptionalInt.of(plan.durationId()),
        Optional.of(BigDecimal.valueOf(plan.price(), 2)));
  }

  private static Observed facts(GetAlbumPrice.Reported reported) {
    String access =
        switch (reported.access()) {
          case GalleryAccess.Owner() -> "owner";
          case GalleryAccess.Subscribed(_) -> "subscribed";
          case GalleryAccess.Unlocked() -> "unlocked";
          case GalleryAccess.None() -> "none";
        };
    return new Observed.PriceFacts(
        reported.album().lock().map(lock -> lock.price().amount().hundredths()), access);
  }
}
