package org.pinacotheca.domain.gallery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** The duration of a subscription, by the calendar in UTC. */
public enum PlanDuration {
  ONE_WEEK(1, "1 Week", Period.ofWeeks(1)),
  TWO_WEEKS(2, "2 Weeks", Period.ofWeeks(2)),
  ONE_MONTH(3, "1 Month", Period.ofMonths(1)),
  THREE_MONTHS(4, "3 Months", Period.ofMonths(3)),
  SIX_MONTHS(5, "6 Months", Period.ofMonths(6)),
  ONE_YEAR(6, "1 Year", Period.ofYears(1));

  private final int id;
  private final String words;
  private final Period period;

  PlanDuration(int id, String words, Period period) {
    this.id = id;
    this.words = words;
    this.period = period;
  }

  /** The duration with this number of the REST API. */
  public static Optional<PlanDuration> ofId(int id) {
    return Arrays.stream(values()).filter(duration -> duration.id == id).findFirst();
  }

  /** The number of the REST API, 1 to 6. */
  public int id() {
    return id;
  }

  /** The words of the REST API, such as {@code 1 Month}. */
  public String words() {
    return words;
  }

  /** Whether it is counted in months, not in weeks. */
  public boolean isOfMonths() {
    return period.toTotalMonths() > 0;
  }

  /**
   * The end of the duration that begins at {@code start}. Months end on {@code monthDay}, or on the
   * last day of a month that has no such day.
   */
  public Instant after(Instant start, int monthDay) {
    OffsetDateTime end = start.atOffset(ZoneOffset.UTC).plus(period);
    return isOfMonths()
        ? end.withDayOfMonth(Math.min(monthDay, end.toLocalDate().lengthOfMonth())).toInstant()
        : end.toInstant();
  }
}
