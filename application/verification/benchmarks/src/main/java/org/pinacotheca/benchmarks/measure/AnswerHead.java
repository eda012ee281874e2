package org.pinacotheca.benchmarks.measure;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 answer, read in place, because the load program's own work must be small.
 */
public final class AnswerHead {
  public static final int UNKNOWN = -1;
  private static final byte[] END = ascii("\r\n\r\n");
  private static final byte[] LENGTH = ascii("\r\ncontent-length: ");
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_DIGITS = 3;

  /** The bit that upper-case letters lack; all other characters of field names have it. */
  private static final int SMALL = 0x20;

  private final byte[] answer;
  private final int length;

  private AnswerHead(byte[] answer, int length) {
    this.answer = answer;
    this.length = length;
  }

  /**
   * The head at the start of {@code bytes}; null while the {@code read} bytes do not contain all of
   * it.
   */
  public static @Nullable AnswerHead in(byte[] bytes, int read) {
    int end = indexOf(bytes, read, END);
    return end < 0 ? null : new AnswerHead(bytes, end + END.length);
  }

  /** The bytes to search for a field: the end of the previous line and the field's name. */
  public static byte[] field(String name) {
    return ascii("\r\n" + name + ": ");
  }

  private static byte[] ascii(String small) {
    return small.getBytes(StandardCharsets.US_ASCII);
  }

  private static int indexOf(byte[] bytes, int count, byte[] small) {
    for (int at = 0; at + small.length <= count; at++) {
      if (bytes[at] == small[0] && isAt(bytes, at, small)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] small) {
    for (int i = 1; i < small.length; i++) {
      if (bytes[at + i] != small[i] && (bytes[at + i] | SMALL) != small[i]) {
        return false;
      }
    }
    return true;
  }

  /** Its length in bytes, with the empty line behind it. */
  public int bytes() {
    return length;
  }

  /** The first line. */
  public String line() {
    String text = new String(answer, 0, length, StandardCharsets.US_ASCII);
    return text.substring(0, text.indexOf('\r'));
  }

  public int status() {
    return number(STATUS_AT, STATUS_AT + STATUS_DIGITS);
  }

  /** How long the body is, or {@link #UNKNOWN}. */
  public int contentLength() {
    int field = indexOf(answer, length, LENGTH);
    int from = field + LENGTH.length;
    int to = from;
    while (field >= 0 && answer[to] != '\r') {
      to++;
    }
    return field < 0 ? UNKNOWN : number(from, to);
  }

  /**
   * Whether it has a field.
   *
   * @param field as returned by {@link #field}
   */
  public boolean has(byte[] field) {
    return indexOf(answer, length, field) >= 0;
  }

  private int number(int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = Math.addExact(Math.multiplyExact(number, 10), Character.digit(answer[at], 10));
    }
    return number;
  }
}
