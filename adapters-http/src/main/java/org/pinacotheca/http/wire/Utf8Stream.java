package org.pinacotheca.http.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Passes UTF-8 through, and throws a {@link java.nio.charset.CharacterCodingException} at the first
 * malformed byte. The JSON parser is less strict: it accepts overlong encodings. Not thread-safe.
 */
final class Utf8Stream extends FilterInputStream {
  private static final int BYTES_PER_CHARACTER_MAX = 4;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer ignored = CharBuffer.allocate(8192);
  private final ByteBuffer begun = ByteBuffer.allocate(2 * BYTES_PER_CHARACTER_MAX);
  private boolean isEnded;

  Utf8Stream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    if (count >= 0) {
      check(ByteBuffer.wrap(into, offset, count));
    } else if (!isEnded) {
      isEnded = true;
      begun.flip();
      decode(begun, true);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("what is skipped would not be checked");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void check(ByteBuffer bytes) throws IOException {
    // A character may have begun in the previous read.
    while (begun.position() > 0 && bytes.hasRemaining()) {
      begun.put(bytes.get());
      begun.flip();
      decode(begun, false);
      begun.compact();
    }
    decode(bytes, false);
    begun.put(bytes);
  }

  private void decode(ByteBuffer bytes, boolean isEnd) throws IOException {
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      ignored.clear();
      result = decoder.decode(bytes, ignored, isEnd);
    }
    if (result.isError()) {
      result.throwException();
    }
  }
}
