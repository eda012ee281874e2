package org.pinacotheca.http.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Times on the wire: ISO 8601 in UTC without zone suffix, with 0-3 decimals of a second. */
public final class WireTime {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int YEAR_MAX = 9999;

  private WireTime() {}

  /** A date or time of the years 1 to 9999; in UTC where it has no zone. */
  static Optional<Instant> read(String text) {
    try {
      TemporalAccessor read =
          text.contains("T")
              ? DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text, OffsetDateTime::from, LocalDateTime::from)
              : LocalDate.parse(text).atStartOfDay();
      OffsetDateTime time =
          read instanceof OffsetDateTime zoned
              ? zoned.withOffsetSameInstant(ZoneOffset.UTC)
              : LocalDateTime.from(read).atOffset(ZoneOffset.UTC);
      return Optional.of(time)
          .filter(it -> it.getYear() >= 1 && it.getYear() <= YEAR_MAX)
          .map(it -> it.toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  public static String write(Instant instant) {
    return FORM.format(instant.truncatedTo(ChronoUnit.MILLIS));
  }
}
