package org.pinacotheca.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

class PinLockoutProperties {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration TICK = Duration.ofNanos(1000);
  private static final Duration HOUR = Duration.ofHours(1);

  @Property(tries = 100)
  void aBuyerWithoutAWrongPinOfTheLastDayGetsInWhateverOthersDid(
      @ForAll("schedules") List<Guess> schedule) {
    GuessedAlbum album = new GuessedAlbum();
    int buyer = -1;
    boolean wasClosed = false;
    for (Guess guess : schedule) {
      album.pass(guess.after());
      album.guess(guess.account(), guess.canPay());
      assertThat(album.wait(buyer, true)).isEmpty();
      wasClosed |= album.wait(buyer, false).isPresent();
    }
    Statistics.label("closed to who may be guessing")
        .collect(wasClosed)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
  }

  /** The number stated in the documents: 100, and one for each account that can pay the price. */
  @Property(tries = 100)
  void theGuessesOfAnyHourThatCanSucceedStayUnderTheirNumber(
      @ForAll("schedules") List<Guess> schedule) {
    GuessedAlbum album = new GuessedAlbum();
    for (Guess guess : schedule) {
      album.pass(guess.after());
      album.guess(guess.account(), guess.canPay());
      List<Tried> lastHour = album.triedSince(HOUR);
      Set<Integer> ableToPay = new HashSet<>();
      lastHour.stream().filter(Tried::canPay).forEach(tried -> ableToPay.add(tried.account()));
      assertThat(lastHour.size()).isLessThanOrEqualTo(100 + ableToPay.size());
      assertThat(lastHour.stream().filter(tried -> !tried.canPay())).hasSizeLessThanOrEqualTo(100);
    }
  }

  @Property(tries = 100)
  void nobodyTriesMoreThanFiveWithinAQuarterOfAnHour(@ForAll("schedules") List<Guess> schedule) {
    GuessedAlbum album = new GuessedAlbum();
    for (Guess guess : schedule) {
      album.pass(guess.after());
      int account = guess.account() % 3;
      album.guess(account, guess.canPay());
      assertThat(album.triedSince(Duration.ofMinutes(15)))
          .filteredOn(tried -> tried.account() == account)
          .hasSizeLessThanOrEqualTo(5);
    }
  }

  @Example
  void eachFurtherLockIsTwiceAsLongUpToADay() {
    GuessedAlbum album = new GuessedAlbum();
    List<Long> minutes = new ArrayList<>();
    for (int lock = 0; lock < 9; lock++) {
      album.lockOut(1);
      Duration wait = album.wait(1, true).orElseThrow();
      minutes.add(wait.toMinutes());
      album.pass(wait.minus(TICK));
      assertThat(album.wait(1, true)).contains(TICK);
      album.pass(TICK);
      assertThat(album.wait(1, true)).isEmpty();
    }
    assertThat(minutes).containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, 1440L, 1440L);
  }

  @Example
  void theRightPinIsNotEvenComparedDuringALock() {
    GuessedAlbum album = new GuessedAlbum();
    assertThat(album.facts(1).judge(true, () -> true)).isEqualTo(new PinLockout.Verdict.Right());
    album.lockOut(1);
    PinLockout.Verdict verdict =
        album
            .facts(1)
            .judge(
                true,
                () -> {
                  throw new AssertionError("the PIN was compared");
                });
    assertThat(verdict).isEqualTo(new PinLockout.Verdict.Locked(Duration.ofMinutes(15)));
  }

  @Example
  void afterTwoDaysWithoutAWrongPinLocksBeginAnew() {
    GuessedAlbum album = new GuessedAlbum();
    album.lockOut(1);
    album.pass(HOUR);
    album.lockOut(1);
    assertThat(album.wait(1, true)).contains(Duration.ofMinutes(30));
    album.pass(Duration.ofDays(2).minus(TICK));
    album.lockOut(1);
    assertThat(album.wait(1, true)).contains(HOUR);
    album.pass(Duration.ofDays(2));
    album.lockOut(1);
    assertThat(album.wait(1, true)).contains(Duration.ofMinutes(15));
  }

  @Example
  void fiveWrongPinsInAQuarterOfAnHourAndMoreLockNothing() {
    GuessedAlbum album = new GuessedAlbum();
    for (int guess = 0; guess < 40; guess++) {
      album.pass(Duration.ofMinutes(15).dividedBy(4));
      assertThat(album.guess(1, true)).isTrue();
    }
  }

  @Example
  void whileManyGuessWhoGuessedOrCannotPayWaitsAndABuyerDoesNot() {
    GuessedAlbum album = new GuessedAlbum();
    album.guess(200, true);
    album.pass(Duration.ofHours(12));
    for (int account = 0; account < 99; account++) {
      assertThat(album.guess(account, false)).isTrue();
    }
    assertThat(album.wait(300, false)).isEmpty();
    assertThat(album.guess(100, false)).isTrue();
    assertThat(album.wait(300, false)).contains(HOUR);
    assertThat(album.wait(50, true)).contains(HOUR);
    assertThat(album.wait(200, true)).contains(HOUR);
    assertThat(album.wait(300, true)).isEmpty();
    album.pass(HOUR.minus(TICK));
    assertThat(album.wait(50, true)).contains(TICK);
    album.pass(TICK);
    assertThat(album.wait(50, true)).isEmpty();
    assertThat(album.wait(300, false)).isEmpty();
  }

  @Example
  void aDayAfterTheirLastWrongPinAViewerIsABuyerAgain() {
    GuessedAlbum album = new GuessedAlbum();
    album.guess(200, true);
    album.pass(Duration.ofDays(1).minus(Duration.ofMinutes(1)));
    for (int account = 0; account < 100; account++) {
      album.guess(account, false);
    }
    assertThat(album.wait(200, true)).contains(Duration.ofMinutes(1));
    assertThat(album.wait(200, false)).contains(HOUR);
  }

  @Property(tries = 200)
  void aClockThatIsSetBackLengthensNoLock(
      @ForAll @IntRange(min = 1, max = 9) int locks,
      @ForAll @LongRange(min = 0, max = 400_000) long secondsBack) {
    GuessedAlbum album = new GuessedAlbum();
    Duration wait = Duration.ZERO;
    for (int lock = 0; lock < locks; lock++) {
      album.pass(wait);
      album.lockOut(1);
      wait = album.wait(1, true).orElseThrow();
    }
    album.pass(Duration.ofSeconds(-secondsBack));
    assertThat(album.wait(1, true).orElse(Duration.ZERO)).isLessThanOrEqualTo(wait);
  }

  @Property(tries = 200)
  void aClockThatIsSetBackByMoreThanClocksDifferEndsTheLock(
      @ForAll @LongRange(min = 60, max = 400_000) long secondsBack) {
    GuessedAlbum album = new GuessedAlbum();
    album.lockOut(1);
    album.pass(Duration.ofSeconds(-secondsBack));
    assertThat(album.wait(1, true)).isEmpty();
    assertThat(album.guess(1, true)).isTrue();
  }

  @Example
  void aClockThatIsALittleBehindDoesNotOpenALock() {
    GuessedAlbum album = new GuessedAlbum();
    album.lockOut(1);
    album.pass(Duration.ofSeconds(-59));
    assertThat(album.wait(1, true)).contains(Duration.ofMinutes(15));
  }

  /** Schedules in which many guess at once, and some wait for locks to end. */
  @Provide
  Arbitrary<List<Guess>> schedules() {
    Arbitrary<Duration> gaps =
        Arbitraries.frequencyOf(
            Tuple.of(500, Arbitraries.longs().between(0, 8).map(Duration::ofSeconds)),
            Tuple.of(4, Arbitraries.of(5, 15, 16, 60, 61).map(Duration::ofMinutes)),
            Tuple.of(1, Arbitraries.of(23, 24, 49).map(Duration::ofHours)));
    Arbitrary<Integer> accounts =
        Arbitraries.integers().between(0, 250).withDistribution(RandomDistribution.uniform());
    return Combinators.combine(gaps, accounts)
        .as((gap, account) -> new Guess(gap, account, account % 5 == 0))
        .withoutEdgeCases()
        .list()
        .ofMinSize(150)
        .ofMaxSize(400);
  }

  /** A wrong PIN that an account would like to give. */
  record Guess(Duration after, int account, boolean canPay) {}

  private record Tried(Instant at, int account, boolean canPay, WrongPinAttempt kept) {}

  /** An album with all wrong PINs that were ever tried for it, asked as a use case asks. */
  private static final class GuessedAlbum {
    private final List<Tried> tried = new ArrayList<>();
    private Instant now = NOON;

    void pass(Duration time) {
      now = now.plus(time);
    }

    Optional<Duration> wait(int account, boolean canPay) {
      return facts(account).wait(canPay);
    }

    boolean guess(int account, boolean canPay) {
      return switch (facts(account).judge(canPay, () -> false)) {
        case PinLockout.Verdict.Locked _ -> false;
        case PinLockout.Verdict.Wrong(WrongPinAttempt counted) ->
            tried.add(new Tried(now, account, canPay, counted));
        case PinLockout.Verdict.Right() -> throw new AssertionError("a wrong PIN was right");
      };
    }

    void lockOut(int account) {
      for (int guess = 0; guess < 5; guess++) {
        assertThat(guess(account, true)).isTrue();
      }
    }

    List<Tried> triedSince(Duration time) {
      return tried.stream().filter(one -> one.at().isAfter(now.minus(time))).toList();
    }

    private PinLockout facts(int account) {
      List<Tried> newestFirst =
          tried.reversed().stream().filter(one -> one.at().isBefore(PinLockout.end(now))).toList();
      return new PinLockout(
          now,
          newestFirst.stream()
              .filter(one -> one.account() == account)
              .limit(PinLockout.OF_VIEWER_MAX)
              .map(Tried::kept)
              .toList(),
          newestFirst.stream().skip(PinLockout.OF_ALL_MAX - 1L).findFirst().map(Tried::at));
    }
  }
}
