package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.accounts.GalleryRates;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.application.api.accounts.RateLimits.RateExceeded;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** How many requests are answered within a minute. */
class RateLimitsTest {
  private static final ApiKey PROGRAM = new ApiKey("program");
  private static final ApiKey OTHER_PROGRAM = new ApiKey("other");
  private static final Optional<UserId> ANNA = Optional.of(new UserId(1));
  private static final Optional<UserId> BEN = Optional.of(new UserId(2));
  private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:12.5Z"));
  private final CountingWork work = new CountingWork(new InMemoryStorage(clock));

  @Test
  void withoutLimitsNothingIsCounted() {
    RateLimits node = node(RateSettings.NONE);
    for (int i = 0; i < 1000; i++) {
      node.failed(HOME);
      assertThat(node.arrived(HOME)).isEmpty();
      assertThat(node.fetched(HOME)).isEmpty();
      assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    }
    assertThat(work.units).hasValue(0);
    assertThatThrownBy(() -> new RateSettings(0, 0, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateSettings(0, 0, 0, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMemberHasItsLimitWhicheverProgramsTheyUse() {
    RateLimits node = node(new RateSettings(0, 3, 0, 0, 0));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.called(OTHER_PROGRAM, ANNA)).isEmpty();
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.called(OTHER_PROGRAM, ANNA)).isPresent();
    assertThat(node.called(PROGRAM, BEN)).isEmpty();
    assertThat(node.called(PROGRAM, Optional.empty())).isEmpty();
  }

  @Test
  void anApplicationHasItsLimitWhoeverUsesIt() {
    RateLimits node = node(new RateSettings(3, 0, 0, 0, 0));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.called(PROGRAM, BEN)).isEmpty();
    assertThat(node.called(PROGRAM, Optional.empty())).isEmpty();
    assertThat(node.called(PROGRAM, BEN)).isPresent();
    assertThat(node.called(OTHER_PROGRAM, BEN)).isEmpty();
  }

  @Test
  void aClockThatWasSetBackKeepsNobodyWaiting() {
    RateLimits node = node(new RateSettings(0, 1, 1, 1, 1));
    node.failed(HOME);
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.called(PROGRAM, ANNA)).isPresent();
    assertThat(node.arrived(HOME)).isPresent();
    clock.advance(Duration.ofDays(-1));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.arrived(HOME)).isEmpty();
    assertThat(node.fetched(HOME)).isEmpty();
  }

  @Test
  void whoWaitsAsLongAsTheyAreAskedIsAnsweredAgain() {
    RateLimits node = node(new RateSettings(0, 1, 1, 0, 0));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.arrived(HOME)).isEmpty();
    RateExceeded exceeded = new RateExceeded(Duration.ofMillis(47_500));
    assertThat(node.called(PROGRAM, ANNA)).contains(exceeded);
    assertThat(node.arrived(HOME)).contains(exceeded);
    clock.advance(exceeded.retryAfter().minusNanos(1000));
    assertThat(node.called(PROGRAM, ANNA)).isPresent();
    assertThat(node.arrived(HOME)).isPresent();
    clock.advance(Duration.ofNanos(1000));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    assertThat(node.arrived(HOME)).isEmpty();
  }

  @Test
  void nodesShareALimitAndAskStorageTwentyTimesAMinuteAtMost() {
    RateSettings settings = new RateSettings(0, 1000, 0, 0, 0);
    RateLimits first = node(settings);
    RateLimits second = node(settings);
    int answered = 0;
    for (int i = 0; i < 2000; i++) {
      answered += (i % 3 == 0 ? first : second).called(PROGRAM, ANNA).isEmpty() ? 1 : 0;
    }
    assertThat(answered).isEqualTo(1000);
    // Each of the two finds out once that nothing is left.
    assertThat(work.units).hasValueLessThanOrEqualTo(22);
  }

  @Test
  void whatAnotherNodeTookAndDoesNotUseIsAllThatIsMissing() {
    RateSettings settings = new RateSettings(0, 1000, 0, 0, 0);
    assertThat(node(settings).called(PROGRAM, ANNA)).isEmpty();
    RateLimits busy = node(settings);
    int answered = 0;
    for (int i = 0; i < 2000; i++) {
      answered += busy.called(PROGRAM, ANNA).isEmpty() ? 1 : 0;
    }
    assertThat(answered).isEqualTo(1000 - 1000 / 20);
  }

  @Test
  void anAddressIsCountedByItselfAndByItsNetworkOfSixtyFourBits() {
    RateLimits node = node(new RateSettings(0, 0, 1, 0, 0));
    assertThat(node.arrived(HOME)).isEmpty();
    assertThat(node.arrived(HOME)).isPresent();
    assertThat(node.arrived(InetAddress.ofLiteral("192.0.2.8"))).isEmpty();
    assertThat(node.arrived(InetAddress.ofLiteral("2001:db8:1:2::1"))).isEmpty();
    assertThat(node.arrived(InetAddress.ofLiteral("2001:db8:1:2:ffff::7"))).isPresent();
    assertThat(node.arrived(InetAddress.ofLiteral("2001:db8:1:3::1"))).isEmpty();
    assertThat(work.units).hasValue(0);
  }

  @Test
  void picturesHaveALimitOfTheirOwn() {
    RateLimits node = node(new RateSettings(0, 0, 1, 0, 2));
    assertThat(node.fetched(HOME)).isEmpty();
    assertThat(node.fetched(HOME)).isEmpty();
    assertThat(node.fetched(HOME)).contains(new RateExceeded(Duration.ofMillis(47_500)));
    assertThat(node.fetched(InetAddress.ofLiteral("192.0.2.8"))).isEmpty();
    assertThat(node.arrived(HOME)).as("other requests are counted apart").isEmpty();
    assertThat(node.arrived(HOME)).isPresent();
    clock.advance(Duration.ofMinutes(1));
    assertThat(node.fetched(HOME)).isEmpty();
    assertThat(work.units).hasValue(0);
  }

  @Test
  void whoKeepsFailingIsNotLookedUpAnyMore() {
    RateLimits node = node(new RateSettings(0, 0, 0, 2, 0));
    node.failed(HOME);
    assertThat(node.arrived(HOME)).isEmpty();
    node.failed(HOME);
    assertThat(node.arrived(HOME)).contains(new RateExceeded(Duration.ofMillis(47_500)));
    assertThat(node.fetched(HOME)).contains(new RateExceeded(Duration.ofMillis(47_500)));
    assertThat(node.arrived(InetAddress.ofLiteral("192.0.2.8"))).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(node.arrived(HOME)).isEmpty();
  }

  @Test
  void nothingOfAnErasedMemberIsLeftInTheWindows() {
    InMemoryGallery inMemory = InMemoryGallery.limiting(new RateSettings(0, 2, 0, 0, 0));
    UserId anna = SampleMembers.of(inMemory).member(Persona.ANNA);
    RateLimits rates = inMemory.gallery().rates();
    assertThat(rates.called(PROGRAM, Optional.of(anna))).isEmpty();
    Instant window = inMemory.clock().instant().truncatedTo(ChronoUnit.MINUTES);
    assertThat(inMemory.gallery().erasures().erase(new EraseMember(anna)))
        .isEqualTo(new EraseMember.Erased());
    int given =
        inMemory
            .storage()
            .<Integer>transact(tx -> tx.rates().take("member " + anna.value(), window, 2, 2));
    assertThat(given).as("the window is as new").isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackMakesNoRoom() {
    RateLimits node = node(new RateSettings(0, 1, 0, 0, 0));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(node.called(PROGRAM, ANNA)).isEmpty();
    clock.set(Instant.parse("2026-03-01T12:00:30Z"));
    assertThat(node.called(PROGRAM, ANNA)).isPresent();
  }

  private RateLimits node(RateSettings settings) {
    return new GalleryRates(work, settings);
  }

  /** Counts units of work that may write. */
  private static final class CountingWork implements UnitOfWork {
    private final UnitOfWork storage;
    private final AtomicInteger units = new AtomicInteger();

    private CountingWork(UnitOfWork storage) {
      this.storage = storage;
    }

    @Override
    public <T> T transact(Function<? super Transaction, ? extends T> work) {
      units.incrementAndGet();
      return storage.transact(work);
    }

    @Override
    public Instant now() {
      return storage.now();
    }

    @Override
    public long nanoTime() {
      return storage.nanoTime();
    }

    @Override
    public <T> T read(Function<? super Transaction, ? extends T> work) {
      return storage.read(work);
    }

    @Override
    public void compact() {
      storage.compact();
    }
  }
}
