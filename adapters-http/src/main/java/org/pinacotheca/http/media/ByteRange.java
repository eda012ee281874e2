package org.pinacotheca.http.media;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The requested range of a file. */
sealed interface ByteRange {
  /**
   * The whole file; also when the header is malformed or has several ranges, which a server may
   * ignore.
   */
  record All() implements ByteRange {}

  /** The bytes from {@code first} to {@code last}, both inclusive. */
  record Part(long first, long last) implements ByteRange {
    long length() {
      return last - first + 1;
    }
  }

  /** A range beyond the end of the file. */
  record Unsatisfiable() implements ByteRange {}

  Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

  static ByteRange of(@Nullable String header, long size) {
    if (header == null) {
      return new All();
    }
    Matcher form = SINGLE.matcher(header.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return new All();
    }
    String first = form.group(1);
    String last = form.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new All() : suffix(Long.parseLong(last), size);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Long.parseLong(last);
    if (!last.isEmpty() && to < from) {
      return new All();
    }
    return from >= size ? new Unsatisfiable() : new Part(from, Math.min(to, size - 1));
  }

  private static ByteRange suffix(long length, long size) {
    if (length == 0 || size == 0) {
      return new Unsatisfiable();
    }
    return new Part(Math.max(0, size - length), size - 1);
  }
}
