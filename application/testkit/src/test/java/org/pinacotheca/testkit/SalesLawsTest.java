package org.pinacotheca.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryLaws;
import org.pinacotheca.testkit.scenario.Journal;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.Session;
import org.pinacotheca.testkit.scenario.SessionRunner;

/** Every law about sales fails on altered accounts or an altered journal. */
class SalesLawsTest {
  private static final Commission COMMISSION = new Commission(1000);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(3600);
  private static final UserId ANNA = new UserId(1);
  private static final UserId BEN = new UserId(2);
  private static final AlbumId ALBUM = new AlbumId(1);

  private static final GalleryAccess NONE = new GalleryAccess.None();
  private static final GalleryAccess UNLOCKED = new GalleryAccess.Unlocked();
  private static final GalleryAccess SUBSCRIBED = new GalleryAccess.Subscribed(LATER);
  private static final GalleryAccess OWNER = new GalleryAccess.Owner();
  private static final Subscribe SUBSCRIBE =
      new Subscribe(SessionRunner.number(Persona.ANNA), new PricePlanId(1), Optional.empty());

  private final SampleMembers world = SampleMembers.of(InMemoryGallery.keeping(COMMISSION));
  private final CoreApi api = new CoreApi(world.gallery());
  private final SessionRunner runner = new SessionRunner(world, api);

  SalesLawsTest() {
    for (Session.Line line :
        List.of(
            Session.Line.by(Persona.ANNA, Commands.create(Commands.locked("a", "a7Z3", "2"))),
            Session.Line.by(Persona.ANNA, Commands.offer(Commands.plan(1, 100))),
            Session.Line.by(Persona.EMIL, grant(Persona.BEN, "g")),
            Session.Line.by(Persona.EMIL, grant(Persona.DORA, "h")),
            Session.Line.by(Persona.BEN, Commands.unlock(ALBUM, "a7Z3")),
            Session.Line.by(Persona.BEN, SUBSCRIBE),
            Session.Line.by(Persona.BEN, new GetAlbumPrice(ALBUM)),
            Session.Line.by(Persona.DORA, SUBSCRIBE),
            Session.Line.by(Persona.EMIL, refundToDora(2)),
            Session.Line.by(Persona.DORA, Commands.unlock(ALBUM, "a7Z3")),
            Session.Line.by(Persona.EMIL, refundToDora(4)),
            Session.Line.by(Persona.DORA, Commands.unlock(ALBUM, "a7Z3")),
            Session.Line.by(Persona.DORA, new GetAlbumPrice(ALBUM)))) {
      if (runner.play(line) instanceof Reply.Refused refused) {
        throw new IllegalStateException(line + " was " + refused);
      }
    }
  }

  private static GrantCredits grant(Persona role, String reference) {
    return Commands.grant(SessionRunner.number(role), 500, reference);
  }

  private static RefundSale refundToDora(int position) {
    return new RefundSale(SessionRunner.entry(Persona.DORA, position), "asked");
  }

  @Test
  void honestAccountsKeepAllLaws() {
    GalleryLaws.accountsBalance(api, world);
    GalleryLaws.theCommissionIsKept(api, world, COMMISSION);
    GalleryLaws.chargesAreThoseReported(api, world, runner.journal());
    GalleryLaws.accessLastsAsBought(runner.journal());
  }

  @Test
  void tamperedAccountsAreFound() {
    assertBroken(
        liar -> GalleryLaws.accountsBalance(liar, world), balance(reported -> reported + 1));
    assertBroken(liar -> GalleryLaws.accountsBalance(liar, world), history(List::reversed));
    assertBroken(
        liar -> GalleryLaws.accountsBalance(liar, world),
        history(entries -> entries.subList(0, Math.max(0, entries.size() - 1))));
  }

  @Test
  void creditsThatComeFromNowhereAreFound() {
    for (TransferReason reason :
        List.of(
            new TransferReason.Commission(),
            new TransferReason.Granted(),
            new TransferReason.Refunded(1, Optional.empty(), Optional.empty()))) {
      assertBroken(
          liar -> GalleryLaws.accountsBalance(liar, world),
          history(entries -> entries.stream().map(entry -> with(entry, reason)).toList()));
    }
  }

  @Test
  void aSaleOfWhichOneSideKnowsNothingIsFound() {
    // The balances add up, but nobody has received what was paid.
    AccountId doras = new AccountId.OfMember(world.member(Persona.DORA));
    UnaryOperator<List<LedgerEntry>> another =
        entries ->
            entries.stream()
                .map(entry ->
                    entry.transfer().reason() instanceof TransferReason.AlbumUnlocked
                            && entry.gainInHundredths() < 0
                            && !entry.account().equals(doras)
                        ? with(entry, doras, entry.transfer().reason())
                        : entry)
                .toList();
    assertBroken(liar -> GalleryLaws.accountsBalance(liar, world), history(another));
  }

  @Test
  void anAlbumThatWasPaidTwiceIsFound() {
    // On both sides the subscription becomes a second sale of the album.
    UnaryOperator<List<LedgerEntry>> twice =
        entries ->
            entries.stream()
                .map(entry ->
                    entry.transfer().reason() instanceof TransferReason.Subscribed
                        ? with(entry, new TransferReason.AlbumUnlocked(album()))
                        : entry)
                .toList();
    assertBroken(liar -> GalleryLaws.accountsBalance(liar, world), history(twice));
  }

  @Test
  void aRefundOfWhatWasNeverSoldIsFound() {
    // On both sides the refund of the album becomes a second one of the subscription.
    UnaryOperator<List<LedgerEntry>> another =
        entries ->
            entries.stream()
                .map(entry ->
                    entry.transfer().reason()
                            instanceof TransferReason.Refunded(long of, _, var why)
                        ? with(entry, new TransferReason.Refunded(of, Optional.empty(), why))
                        : entry)
                .toList();
    assertBroken(liar -> GalleryLaws.accountsBalance(liar, world), history(another));
  }

  @Test
  void accessThatOutlivesARefundIsFound() {
    Journal.Entry unlocked = new Journal.Unlocked(NOON, BEN, ALBUM, 200);
    Journal.Entry back =
        new Journal.Refunded(NOON, BEN, ANNA, Optional.of(ALBUM), Optional.empty());
    Journal.Entry bought = new Journal.Subscribed(NOON, BEN, ANNA, 100, LATER);
    Journal.Entry over = new Journal.Refunded(NOON, BEN, ANNA, Optional.empty(), Optional.empty());
    Journal.Entry longer =
        new Journal.Refunded(NOON, BEN, ANNA, Optional.empty(), Optional.of(LATER.plusMillis(1)));
    assertThatCode(() ->
            GalleryLaws.accessLastsAsBought(
                List.of(unlocked, back, seen(NOON, NONE), unlocked, seen(NOON, UNLOCKED))))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> GalleryLaws.accessLastsAsBought(List.of(bought, over, seen(NOON, NONE), bought)))
        .doesNotThrowAnyException();
    for (List<Journal.Entry> broken :
        List.of(
            List.of(unlocked, back, seen(NOON, UNLOCKED)),
            List.of(unlocked, back, back),
            List.of(bought, over, seen(NOON, SUBSCRIBED)),
            List.of(bought, over, over),
            List.of(bought, longer))) {
      assertBroken(() -> GalleryLaws.accessLastsAsBought(broken));
    }
  }

  @Test
  void anotherCommissionIsFound() {
    for (Commission other :
        List.of(Commission.NONE, new Commission(1100), new Commission(10_000))) {
      assertBroken(() -> GalleryLaws.theCommissionIsKept(api, world, other));
    }
    assertBroken(
        liar -> GalleryLaws.theCommissionIsKept(liar, world, COMMISSION),
        history(entries ->
            entries.stream()
                .filter(entry -> !(entry.transfer().reason() instanceof TransferReason.Commission))
                .toList()));
  }

  @Test
  void aChargeThatNobodyWasReportedOfIsFound() {
    List<Journal.Entry> journal = runner.journal();
    assertBroken(
        () -> GalleryLaws.chargesAreThoseReported(api, world, journal.subList(1, journal.size())));
    List<Journal.Entry> longer = new ArrayList<>(journal);
    longer.add(journal.getFirst());
    assertBroken(() -> GalleryLaws.chargesAreThoseReported(api, world, longer));
  }

  @Test
  void accessThatEndsTooEarlyOrTooLateIsFound() {
    Journal.Entry bought = new Journal.Subscribed(NOON, BEN, ANNA, 100, LATER);
    Journal.Entry unlocked = new Journal.Unlocked(NOON, BEN, ALBUM, 200);
    Instant lastMoment = LATER.minusMillis(1);
    assertThatCode(() ->
            GalleryLaws.accessLastsAsBought(
                List.of(
                    seen(NOON, NONE),
                    bought,
                    seen(lastMoment, SUBSCRIBED),
                    seen(LATER, NONE),
                    unlocked,
                    seen(LATER, UNLOCKED),
                    new Journal.Seen(LATER, ANNA, ALBUM, ANNA, OWNER))))
        .doesNotThrowAnyException();
    for (List<? extends Journal.Entry> broken :
        List.of(
            List.of(bought, seen(lastMoment, NONE)),
            List.of(bought, seen(LATER, SUBSCRIBED)),
            List.of(unlocked, seen(LATER, NONE)),
            List.of(unlocked, unlocked),
            List.of(seen(NOON, UNLOCKED)),
            List.of(seen(NOON, SUBSCRIBED)),
            List.of(seen(NOON, OWNER)),
            List.of(new Journal.Seen(NOON, ANNA, ALBUM, ANNA, NONE)),
            List.of(bought, new Journal.Subscribed(lastMoment, BEN, ANNA, 100, LATER)),
            List.of(new Journal.Subscribed(LATER, BEN, ANNA, 100, LATER)))) {
      assertBroken(() -> GalleryLaws.accessLastsAsBought(List.copyOf(broken)));
    }
  }

  @Test
  void aRefusalThatLeavesATraceIsFound() {
    AtomicInteger traces = new AtomicInteger();
    assertBroken(() ->
        GalleryLaws.refusalLeavesNoTrace(
            traces::get,
            () -> {
              traces.incrementAndGet();
              return new Reply.Refused(AlbumFull.class);
            }));
    assertThatCode(() ->
            GalleryLaws.refusalLeavesNoTrace(
                traces::get,
                () -> {
                  traces.incrementAndGet();
                  return new Reply.Done("done");
                }))
        .doesNotThrowAnyException();
  }

  private static Journal.Entry seen(Instant at, GalleryAccess access) {
    return new Journal.Seen(at, BEN, ALBUM, ANNA, access);
  }

  private static void assertBroken(ThrowingCallable law) {
    assertThatThrownBy(law).isInstanceOf(AssertionError.class);
  }

  private void assertBroken(Consumer<GalleryApi> law, UnaryOperator<Object> lie) {
    GalleryApi liar = new LyingApi(api, lie);
    assertBroken(() -> law.accept(liar));
  }

  private static UnaryOperator<Object> balance(LongUnaryOperator change) {
    return outcome ->
        outcome instanceof GetCreditBalance.Read(Credits balance)
            ? new GetCreditBalance.Read(new Credits(change.applyAsLong(balance.hundredths())))
            : outcome;
  }

  private static UnaryOperator<Object> history(UnaryOperator<List<LedgerEntry>> change) {
    return outcome ->
        outcome instanceof GetCreditsHistory.Read(var page)
            ? new GetCreditsHistory.Read(
                new Page<>(change.apply(page.items()), page.request(), page.total()))
            : outcome;
  }

  /** The album that was sold. */
  private AlbumId album() {
    return world
        .gallery()
        .albums()
        .find(
            world.caller(Persona.BEN),
            new FindAlbums(Optional.of(world.member(Persona.ANNA)), Set.of()))
        .getFirst()
        .album()
        .id();
  }

  private static LedgerEntry with(LedgerEntry entry, TransferReason reason) {
    return with(entry, entry.transfer().to(), reason);
  }

  private static LedgerEntry with(LedgerEntry entry, AccountId to, TransferReason reason) {
    Transfer transfer = entry.transfer();
    return new LedgerEntry(
        entry.number(),
        entry.account(),
        new Transfer(
            transfer.id(),
            transfer.from(),
            to,
            transfer.amount(),
            reason,
            transfer.at(),
            transfer.actor()),
        entry.balance());
  }
}
