package org.pinacotheca.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.GalleryLaws;
import org.pinacotheca.testkit.scenario.Journal;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Observed.BalanceFacts;
import org.pinacotheca.testkit.scenario.Observed.EntryFacts;
import org.pinacotheca.testkit.scenario.Observed.EntryReason;
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
  private static final AlbumAt ALBUM = new AlbumAt(ANNA, new AlbumId(1));

  private final SampleMembers world = SampleMembers.of(InMemoryGallery.keeping(COMMISSION));
  private final CoreApi api = new CoreApi(world.gallery());
  private final SessionRunner stage = new SessionRunner(world, api);

  SalesLawsTest() {
    Call plans = new Call.UpdatePlans(List.of(new Observed.PlanFacts(1, 100)));
    AlbumAt album = new AlbumAt(SessionRunner.number(Persona.ANNA), new AlbumId(1));
    for (Session.Line line :
        List.of(
            Session.Line.by(
                Persona.ANNA, new Call.CreateAlbum(GalleryFixture.locked("a", "a7Z3", "2"))),
            Session.Line.by(Persona.ANNA, plans),
            Session.Line.by(
                Persona.EMIL, new Call.Grant(SessionRunner.number(Persona.BEN), 500, "g")),
            Session.Line.by(
                Persona.EMIL, new Call.Grant(SessionRunner.number(Persona.DORA), 500, "h")),
            Session.Line.by(Persona.BEN, new Call.UnlockAlbum(album, "a7Z3")),
            Session.Line.by(Persona.BEN, new Call.Subscribe(SessionRunner.number(Persona.ANNA), 1)),
            Session.Line.by(Persona.BEN, new Call.GetAlbumPrice(album)),
            Session.Line.by(
                Persona.DORA, new Call.Subscribe(SessionRunner.number(Persona.ANNA), 1)),
            Session.Line.by(
                Persona.EMIL, new Call.Refund(SessionRunner.number(Persona.DORA), 2, "asked")),
            Session.Line.by(Persona.DORA, new Call.UnlockAlbum(album, "a7Z3")),
            Session.Line.by(
                Persona.EMIL, new Call.Refund(SessionRunner.number(Persona.DORA), 4, "asked")),
            Session.Line.by(Persona.DORA, new Call.UnlockAlbum(album, "a7Z3")),
            Session.Line.by(Persona.DORA, new Call.GetAlbumPrice(album)))) {
      if (stage.play(line) instanceof Reply.Refused refused) {
        throw new IllegalStateException(line + " was " + refused);
      }
    }
  }

  @Test
  void honestBooksKeepAllLaws() {
    GalleryLaws.booksBalance(api, world);
    GalleryLaws.theCommissionIsKept(api, world, COMMISSION);
    GalleryLaws.chargesAreThoseReported(api, world, stage.journal());
    GalleryLaws.accessLastsAsBought(stage.journal());
  }

  @Test
  void tamperedBooksAreFound() {
    assertBroken(liar -> GalleryLaws.booksBalance(liar, world), balance(reported -> reported + 1));
    assertBroken(liar -> GalleryLaws.booksBalance(liar, world), history(List::reversed));
    assertBroken(
        liar -> GalleryLaws.booksBalance(liar, world),
        history(entries -> entries.subList(0, Math.max(0, entries.size() - 1))));
  }

  @Test
  void creditsThatComeFromNowhereAreFound() {
    for (EntryReason reason :
        List.of(EntryReason.COMMISSION, EntryReason.GRANTED, EntryReason.REFUNDED)) {
      UnaryOperator<List<EntryFacts>> another =
          entries ->
              entries.stream()
                  .map(entry ->
                      new EntryFacts(
                          entry.at(),
                          entry.gain(),
                          entry.balance(),
                          reason,
                          entry.counterparty(),
                          entry.album()))
                  .toList();
      assertBroken(liar -> GalleryLaws.booksBalance(liar, world), history(another));
    }
  }

  @Test
  void aSaleOfWhichOneSideKnowsNothingIsFound() {
    // The balances add up, but nobody has received what was paid.
    UnaryOperator<List<EntryFacts>> another =
        entries ->
            entries.stream()
                .map(entry ->
                    entry.reason() == EntryReason.ALBUM_UNLOCKED && entry.gain() < 0
                        ? with(entry, Optional.of(world.member(Persona.DORA)), entry.album())
                        : entry)
                .toList();
    assertBroken(liar -> GalleryLaws.booksBalance(liar, world), history(another));
  }

  @Test
  void anAlbumThatWasPaidTwiceIsFound() {
    // On both sides the subscription becomes a second sale of the album.
    UnaryOperator<List<EntryFacts>> twice =
        entries -> {
          Optional<AlbumAt> album =
              entries.stream().flatMap(entry -> entry.album().stream()).findFirst();
          return entries.stream()
              .map(entry ->
                  entry.reason() == EntryReason.SUBSCRIBED
                      ? with(entry, entry.counterparty(), album)
                      : entry)
              .toList();
        };
    assertBroken(liar -> GalleryLaws.booksBalance(liar, world), history(twice));
  }

  @Test
  void aRefundOfWhatWasNeverSoldIsFound() {
    // On both sides the refund of the album becomes a second one of the subscription.
    UnaryOperator<List<EntryFacts>> another =
        entries ->
            entries.stream()
                .map(entry ->
                    entry.reason() == EntryReason.REFUNDED
                        ? with(entry, entry.counterparty(), Optional.empty())
                        : entry)
                .toList();
    assertBroken(liar -> GalleryLaws.booksBalance(liar, world), history(another));
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
                List.of(unlocked, back, seen(NOON, "none"), unlocked, seen(NOON, "unlocked"))))
        .doesNotThrowAnyException();
    assertThatCode(() ->
            GalleryLaws.accessLastsAsBought(List.of(bought, over, seen(NOON, "none"), bought)))
        .doesNotThrowAnyException();
    for (List<Journal.Entry> broken :
        List.of(
            List.of(unlocked, back, seen(NOON, "unlocked")),
            List.of(unlocked, back, back),
            List.of(bought, over, seen(NOON, "subscribed")),
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
            entries.stream().filter(entry -> entry.reason() != EntryReason.COMMISSION).toList()));
  }

  @Test
  void aChargeThatNobodyWasReportedOfIsFound() {
    List<Journal.Entry> journal = stage.journal();
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
                    seen(NOON, "none"),
                    bought,
                    seen(lastMoment, "subscribed"),
                    seen(LATER, "none"),
                    unlocked,
                    seen(LATER, "unlocked"),
                    new Journal.Seen(LATER, ANNA, ALBUM, "owner"))))
        .doesNotThrowAnyException();
    for (List<? extends Journal.Entry> broken :
        List.of(
            List.of(bought, seen(lastMoment, "none")),
            List.of(bought, seen(LATER, "subscribed")),
            List.of(unlocked, seen(LATER, "none")),
            List.of(unlocked, unlocked),
            List.of(seen(NOON, "unlocked")),
            List.of(seen(NOON, "subscribed")),
            List.of(seen(NOON, "owner")),
            List.of(new Journal.Seen(NOON, ANNA, ALBUM, "none")),
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
              return new Reply.Refused("AlbumFull");
            }));
    assertThatCode(() ->
            GalleryLaws.refusalLeavesNoTrace(
                traces::get,
                () -> {
                  traces.incrementAndGet();
                  return Reply.Done.SILENTLY;
                }))
        .doesNotThrowAnyException();
  }

  private static Journal.Entry seen(Instant at, String access) {
    return new Journal.Seen(at, BEN, ALBUM, access);
  }

  private static void assertBroken(ThrowingCallable law) {
    assertThatThrownBy(law).isInstanceOf(AssertionError.class);
  }

  private void assertBroken(Consumer<GalleryApi> law, UnaryOperator<Reply.Done> lie) {
    GalleryApi liar = new LyingApi(api, lie);
    assertBroken(() -> law.accept(liar));
  }

  private static UnaryOperator<Reply.Done> balance(UnaryOperator<Long> change) {
    return done ->
        done.facts().equals(List.of())
                || !(done.facts().getFirst() instanceof BalanceFacts(long balance))
            ? done
            : Reply.Done.about(new BalanceFacts(change.apply(balance)));
  }

  private static UnaryOperator<Reply.Done> history(UnaryOperator<List<EntryFacts>> change) {
    return done -> {
      List<EntryFacts> entries =
          done.facts().stream()
              .filter(EntryFacts.class::isInstance)
              .map(EntryFacts.class::cast)
              .toList();
      return entries.isEmpty()
          ? done
          : new Reply.Done(List.copyOf(change.apply(entries)), done.total());
    };
  }

  private static EntryFacts with(
      EntryFacts entry, Optional<UserId> counterparty, Optional<AlbumAt> album) {
    return new EntryFacts(
        entry.at(), entry.gain(), entry.balance(), entry.reason(), counterparty, album);
  }
}
