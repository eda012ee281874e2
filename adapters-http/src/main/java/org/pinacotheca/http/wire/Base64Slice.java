package org.pinacotheca.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * A base64 picture in a string of a well-formed JSON file. Decoded while it is read, never held in
 * memory as a whole. A {@code data:} prefix and white space are skipped.
 *
 * @param offset of the string's opening quotation mark
 * @param length of the string in bytes, or more
 */
record Base64Slice(PictureSource file, long offset, long length) implements PictureSource {
  @Override
  public InputStream open() throws IOException {
    InputStream in = file.open();
    in.skipNBytes(offset + 1);
    return new Decoding(in);
  }

  /** Four letters make three bytes. */
  @Override
  public long bytesAtMost() {
    return length / 4 * 3 + 3;
  }

  /** Collects the letters of the string, without escapes and white space, and decodes them. */
  private static final class Decoding extends InputStream {
    private static final Base64.Decoder DECODER = Base64.getDecoder();
    private static final int PREFIX_LENGTH_MAX = 200;

    /** No letter of base64; stands for characters that do not fit into a byte. */
    private static final int NO_LETTER = '?';

    private final InputStream in;
    private final byte[] raw = new byte[16 * 1024];
    private int rawPosition;
    private int rawLimit;

    /** Its size is a multiple of four, so that only the last letters can need padding. */
    private final byte[] letters = new byte[16 * 1024];

    private int count;
    private byte[] decoded = {};
    private int position;
    private boolean hasBegun;
    private boolean hasEnded;

    private Decoding(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return fill() ? decoded[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int some = Math.min(length, decoded.length - position);
      System.arraycopy(decoded, position, target, from, some);
      position += some;
      return some;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private boolean fill() throws IOException {
      if (position < decoded.length) {
        return true;
      }
      boolean isPadded = count > 0 && letters[count - 1] == '=';
      count = 0;
      collect();
      if (!hasBegun) {
        hasBegun = true;
        dropPrefix();
        collect();
      }
      if (count % 4 != 0 || (isPadded && count > 0)) {
        throw malformed();
      }
      try {
        decoded = DECODER.decode(Arrays.copyOf(letters, count));
      } catch (IllegalArgumentException _) {
        throw malformed();
      }
      position = 0;
      return count > 0;
    }

    private void collect() throws IOException {
      while (count < letters.length && !hasEnded) {
        collectRun();
        if (count < letters.length) {
          int character = rawByte();
          switch (character) {
            case '"' -> hasEnded = true;
            case '\\' -> unescape();
            case ' ', '\t', '\r', '\n' -> {}
            default -> letters[count++] = (byte) character;
          }
        }
      }
    }

    /** Collects at once what can only be letters, which nearly all characters are. */
    private void collectRun() throws IOException {
      fillRaw();
      int end = Math.min(rawLimit, rawPosition + letters.length - count);
      int at = rawPosition;
      while (at < end && raw[at] > '"' && raw[at] != '\\') {
        at++;
      }
      System.arraycopy(raw, rawPosition, letters, count, at - rawPosition);
      count += at - rawPosition;
      rawPosition = at;
    }

    private void unescape() throws IOException {
      int escape = rawByte();
      int character = escape == 'u' ? codeUnit() : escape;
      boolean isBlank =
          escape == 'u' ? " \t\r\n".indexOf(character) >= 0 : "trn".indexOf(escape) >= 0;
      if (!isBlank) {
        boolean isControl = escape == 'b' || escape == 'f';
        letters[count++] = (byte) (isControl || character > 0x7F ? NO_LETTER : character);
      }
    }

    private int codeUnit() throws IOException {
      int unit = 0;
      for (int i = 0; i < 4; i++) {
        unit = unit << 4 | Character.digit(rawByte(), 16);
      }
      return unit;
    }

    /** Drops a prefix such as {@code data:image/jpeg;base64,}. */
    private void dropPrefix() throws IOException {
      String head =
          new String(letters, 0, Math.min(count, PREFIX_LENGTH_MAX), StandardCharsets.ISO_8859_1)
              .toLowerCase(Locale.ROOT);
      if (head.startsWith("data:")) {
        int end = head.indexOf(',') + 1;
        if (!head.substring(0, end).endsWith(";base64,")) {
          throw malformed();
        }
        count -= end;
        System.arraycopy(letters, end, letters, 0, count);
      }
    }

    private int rawByte() throws IOException {
      fillRaw();
      return raw[rawPosition++] & 0xFF;
    }

    /** Reads on when all that was read is used. */
    private void fillRaw() throws IOException {
      if (rawPosition == rawLimit) {
        rawPosition = 0;
        rawLimit = Math.max(0, in.read(raw, 0, raw.length));
        if (rawLimit == 0) {
          throw malformed();
        }
      }
    }

    private static MalformedException malformed() {
      return new MalformedException("the picture is not base64");
    }
  }
}
