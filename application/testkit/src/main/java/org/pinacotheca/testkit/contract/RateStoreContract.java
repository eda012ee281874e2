package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;

/** The contract of the store of rate windows. Part of {@link StorageContract}. */
public interface RateStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void aWindowGivesOutWhatItHasAndNoMore() {
    StorageFixture fixture = fixture();
    String subject = subject();
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 4, 10)).isEqualTo(4);
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 4, 10)).isEqualTo(4);
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 4, 10)).isEqualTo(2);
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 4, 10)).isZero();
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 9, 15)).as("more").isEqualTo(5);
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 1, 3)).as("fewer").isZero();
  }

  @Test
  default void everyWindowAndSubjectHasItsOwn() {
    StorageFixture fixture = fixture();
    String subject = subject();
    Instant next = StorageFixture.SOME_TIME.plus(Duration.ofMinutes(1));
    String longest = "x".repeat(80 - subject.length()) + subject;
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 2, 1)).isEqualTo(1);
    assertThat(take(fixture, subject, next, 2, 1)).isEqualTo(1);
    assertThat(take(fixture, subject, StorageFixture.SOME_TIME, 1, 1)).as("still").isZero();
    assertThat(take(fixture, subject.toUpperCase(java.util.Locale.ROOT), next, 1, 1)).isOne();
    assertThat(take(fixture, subject + " ", next, 1, 1)).isOne();
    assertThat(take(fixture, longest, next, 1, 1)).isOne();
  }

  @Test
  default void manyThreadsTakeNoMoreThanThereIs() {
    StorageFixture fixture = fixture();
    String subject = subject();
    List<Integer> taken =
        StorageFixture.together(
            4,
            () -> {
              int sum = 0;
              for (int i = 0; i < 10; i++) {
                sum += take(fixture, subject, StorageFixture.SOME_TIME, 3, 50);
              }
              return sum;
            });
    assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
  }

  @Test
  default void earlierWindowsAreRemovedUpToALimit() {
    StorageFixture fixture = fixture();
    Instant old = Instant.parse("1994-01-01T00:00:00Z");
    List<String> subjects = List.of(subject(), subject(), subject());
    subjects.forEach(subject -> take(fixture, subject, old, 1, 1));
    fixture.change(tx -> tx.expired().removeBefore(ExpiryStore.Kind.RATE_WINDOWS, old, 1000));
    assertThat(given(fixture, subjects, old)).as("that one stays").isZero();
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.RATE_WINDOWS, old.plusNanos(1000), 2));
    assertThat(given(fixture, subjects, old)).isEqualTo(2);
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.RATE_WINDOWS, old.plusNanos(1000), 1000));
    assertThat(given(fixture, subjects, old)).isEqualTo(3);
  }

  @Test
  default void theWindowsOfASubjectAreForgottenAndNoOthers() {
    StorageFixture fixture = fixture();
    Instant window = StorageFixture.SOME_TIME;
    Instant next = window.plusSeconds(60);
    List<String> subjects = List.of(subject(), subject());
    subjects.forEach(subject -> take(fixture, subject, window, 1, 1));
    subjects.forEach(subject -> take(fixture, subject, next, 1, 1));
    fixture.change(tx -> tx.rates().remove(subjects.getFirst()));
    fixture.change(tx -> tx.rates().remove(subjects.getFirst()));
    assertThat(given(fixture, subjects, window)).isEqualTo(1);
    assertThat(given(fixture, subjects, next)).isEqualTo(1);
  }

  private static int given(StorageFixture fixture, List<String> subjects, Instant window) {
    return subjects.stream().mapToInt(subject -> take(fixture, subject, window, 1, 1)).sum();
  }

  private static int take(
      StorageFixture fixture, String subject, Instant window, int wanted, int most) {
    return fixture.<Integer>write(tx -> tx.rates().take(subject, window, wanted, most));
  }

  private static String subject() {
    return "subject " + StorageFixture.uniqueHash().value().substring(0, 20);
  }
}
