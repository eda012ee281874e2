package org.pinacotheca.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer by HTTP/1.1.
 *
 * @param text its lines in lower case
 * @param bytes how long it is, with the empty line behind it
 */
record AnswerHead(String text, int bytes) {
  static final int UNKNOWN = -1;
  private static final String LENGTH = "\r\ncontent-length: ";

  /** Null as long as not all of it is among the first bytes, which were read. */
  static @Nullable AnswerHead in(byte[] bytes, int read) {
    for (int i = 0; i + 3 < read; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        String text = new String(bytes, 0, i + 2, StandardCharsets.US_ASCII);
        return new AnswerHead(text.toLowerCase(Locale.ROOT), i + 4);
      }
    }
    return null;
  }

  int status() {
    return Integer.parseInt(text, 9, 12, 10);
  }

  /** How long the body is, or {@link #UNKNOWN}. */
  int contentLength() {
    int field = text.indexOf(LENGTH);
    int from = field + LENGTH.length();
    return field < 0 ? UNKNOWN : Integer.parseInt(text, from, text.indexOf('\r', from), 10);
  }

  boolean has(String field) {
    return text.contains("\r\n" + field + ": ");
  }
}
