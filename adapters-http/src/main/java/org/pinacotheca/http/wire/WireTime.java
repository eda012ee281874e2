package org.pinacotheca.http.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times on the wire: ISO 8601 in UTC without zone suffix, with 0-3 decimals of a second. */
public final class WireTime {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private WireTime() {}

  public static String write(Instant instant) {
    return FORM.format(instant.truncatedTo(ChronoUnit.MILLIS));
  }
}
