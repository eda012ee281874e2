package org.pinacotheca.rpc.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the sender's multipart boundary by a random one. The parser can find a boundary within a
 * line of a file, at the start of its buffer; a random one occurs in no file. Used by one thread.
 */
final class OwnBoundary extends InputStream {
  private static final int WITHIN_LINE = -1;

  private static final String WHITE_SPACE = " \t\r\n";

  private final InputStream body;
  private final byte[] theirs;
  private final byte[] ours;
  private final byte[] arrived = new byte[8 << 10];
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private ByteArrayInputStream ready = new ByteArrayInputStream(new byte[0]);

  /**
   * The matched length of the sender's delimiter at the start of this line, with a hyphen after it.
   */
  private int matched;

  OwnBoundary(InputStream body, String theirs, String ours) {
    this.body = body;
    this.theirs = ("--" + theirs).getBytes(StandardCharsets.ISO_8859_1);
    this.ours = ("--" + ours).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    boolean more = true;
    while (ready.available() == 0 && more) {
      more = replaceSome();
    }
    return ready.read(into, offset, length);
  }

  private boolean replaceSome() throws IOException {
    int read = body.read(arrived);
    written.reset();
    if (read < 0) {
      writeMatched(matched == theirs.length);
    }
    int from = 0;
    while (from < read) {
      from = matched == WITHIN_LINE ? untilDelimiter(from, read) : delimiter(from);
    }
    ready = new ByteArrayInputStream(written.toByteArray());
    return read >= 0;
  }

  /** Copies up to the start of a line that may be a delimiter. */
  private int untilDelimiter(int from, int read) {
    int end = from;
    while (end < read && !(arrived[end] == '\n' && (end + 1 == read || arrived[end + 1] == '-'))) {
      end++;
    }
    if (end < read) {
      matched = 0;
      end++;
    }
    written.write(arrived, from, end - from);
    return end;
  }

  /** A delimiter is followed by white space, two hyphens or the end. */
  private int delimiter(int from) {
    byte next = arrived[from];
    boolean goesOn = matched < theirs.length ? next == theirs[matched] : next == '-';
    if (goesOn && matched <= theirs.length) {
      matched++;
      return from + 1;
    }
    writeMatched(
        matched == theirs.length
            ? WHITE_SPACE.indexOf(next) >= 0
            : matched > theirs.length && next == '-');
    return from;
  }

  private void writeMatched(boolean isDelimiter) {
    if (isDelimiter) {
      written.writeBytes(ours);
    } else {
      written.write(theirs, 0, Math.clamp(matched, 0, theirs.length));
    }
    if (matched > theirs.length) {
      written.write('-');
    }
    matched = WITHIN_LINE;
  }
}
