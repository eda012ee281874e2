package org.pinacotheca.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The wrong PINs that decide whether a viewer's next PIN for an album is tried. Guessing is
 * stopped, buyers are not: a viewer who has given no wrong PIN for a day and can pay the price may
 * always try, whatever others do.
 *
 * <p>Attempts ahead of the clock count as given now; those more than {@link #CLOCKS_DIFFER_MAX}
 * ahead do not count, because the clock was set back since. So no lock ever becomes longer.
 *
 * @param ofViewer the viewer's latest, newest first
 * @param ofAll when the 100th latest attempt of all viewers together was given; empty when there
 *     are fewer
 */
public record PinLockout(Instant now, List<WrongPinAttempt> ofViewer, Optional<Instant> ofAll) {
  /**
   * The number of wrong PINs of one viewer within {@link #LOCK_MIN} that lock the album for them.
   */
  public static final int OF_VIEWER_MAX = 5;

  /**
   * The number of wrong PINs of all viewers within an hour that close the album to those who may be
   * guessing.
   */
  public static final int OF_ALL_MAX = 100;

  /** The length of a viewer's first lock; each further one is twice as long as the one before. */
  public static final Duration LOCK_MIN = Duration.ofMinutes(15);

  /** The length of the longest lock. */
  public static final Duration LOCK_MAX = Duration.ofDays(1);

  /** How long the attempts of all viewers count. */
  public static final Duration OF_ALL_WINDOW = Duration.ofHours(1);

  /**
   * How long the latest attempt of a viewer counts; after that their locks start again at the
   * first.
   */
  public static final Duration KEPT_FOR = Duration.ofDays(2);

  /** The most that the clocks of two nodes differ. */
  public static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(1);

  private static final Duration SUSPECT_FOR = Duration.ofDays(1);
  private static final int DOUBLINGS_MAX = 7;

  public PinLockout {
    Instant end = end(now);
    ofViewer =
        ofViewer.stream()
            .filter(attempt -> attempt.at().isBefore(end))
            .map(attempt -> new WrongPinAttempt(earlier(attempt.at(), now), attempt.locks()))
            .toList();
    ofAll = ofAll.filter(at -> at.isBefore(end)).map(at -> earlier(at, now));
  }

  /** The first instant whose attempts do not count at the given time. */
  public static Instant end(Instant now) {
    return now.plus(CLOCKS_DIFFER_MAX);
  }

  /** What becomes of a PIN that a viewer gives. */
  public sealed interface Verdict {
    /** It is not tried, and no other before the time has passed. */
    record Locked(Duration retryAfter) implements Verdict {}

    /** It is wrong, which is counted by this record. */
    record Wrong(WrongPinAttempt counted) implements Verdict {}

    /** It is right. */
    record Right() implements Verdict {}
  }

  /**
   * Judges a PIN that the viewer gives now.
   *
   * @param canPay whether the viewer holds the album's price
   * @param isRight compares the PIN; not asked during a lock
   */
  public Verdict judge(boolean canPay, BooleanSupplier isRight) {
    return wait(canPay)
        .<Verdict>map(Verdict.Locked::new)
        .orElseGet(() -> isRight.getAsBoolean() ? new Verdict.Right() : new Verdict.Wrong(next()));
  }

  /**
   * How long no PIN of the viewer is tried; empty when one is tried now.
   *
   * @param canPay whether the viewer holds the album's price
   */
  Optional<Duration> wait(boolean canPay) {
    Instant end = later(lockEnd(), closedUntil(canPay));
    return end.isAfter(now) ? Optional.of(Duration.between(now, end)) : Optional.empty();
  }

  /** The record of a wrong PIN that the viewer gives now. */
  private WrongPinAttempt next() {
    int locks =
        latest()
            .filter(attempt -> now.isBefore(attempt.at().plus(KEPT_FOR)))
            .map(WrongPinAttempt::locks)
            .orElse(0);
    int earlierOnes = OF_VIEWER_MAX - 1;
    boolean locksNow =
        ofViewer.size() >= earlierOnes
            && now.isBefore(ofViewer.get(earlierOnes - 1).at().plus(LOCK_MIN));
    return new WrongPinAttempt(now, locksNow ? locks + 1 : locks);
  }

  /** Nothing is tried during a lock, so that the latest attempt is the one that began it. */
  private Instant lockEnd() {
    if (ofViewer.size() < OF_VIEWER_MAX) {
      return now;
    }
    WrongPinAttempt latest = ofViewer.getFirst();
    boolean isLock = latest.at().isBefore(ofViewer.get(OF_VIEWER_MAX - 1).at().plus(LOCK_MIN));
    return isLock ? latest.at().plus(lockLength(latest.locks())) : now;
  }

  /** The length of the lock with this number, from 1. */
  static Duration lockLength(int number) {
    Duration length = LOCK_MIN.multipliedBy(1L << Math.clamp(number - 1L, 0, DOUBLINGS_MAX));
    return length.compareTo(LOCK_MAX) < 0 ? length : LOCK_MAX;
  }

  /** When the attempts of all viewers no longer lock this viewer out. */
  private Instant closedUntil(boolean canPay) {
    Instant end = ofAll.map(at -> at.plus(OF_ALL_WINDOW)).orElse(now);
    if (!canPay) {
      return end;
    }
    Instant trusted = latest().map(attempt -> attempt.at().plus(SUSPECT_FOR)).orElse(now);
    return earlier(end, trusted);
  }

  private Optional<WrongPinAttempt> latest() {
    return ofViewer.stream().findFirst();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
