package org.pinacotheca.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * A base64 picture in a JSON string within a file. Decoded while it is read, never held in memory
 * as a whole. A {@code data:} prefix and white space are skipped.
 */
public final class Base64Slice implements PictureSource {
  private final Path file;
  private final long offset;

  /** Takes the position of the string's opening quotation mark. */
  public Base64Slice(Path file, long offset) {
    this.file = file;
    this.offset = offset;
  }

  @Override
  public InputStream open() throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      channel.position(offset + 1);
      return new Decoding(Channels.newInputStream(channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Four letters make three bytes; the first quotation mark ends the data. */
  @Override
  public long bytesAtMost() {
    byte[] piece = new byte[64 * 1024];
    long letters = 0;
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(offset + 1);
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        for (int i = 0; i < count; i++) {
          if (piece[i] == '"') {
            return (letters + i) / 4 * 3 + 3;
          }
        }
        letters += count;
      }
      return letters / 4 * 3 + 3;
    } catch (IOException _) {
      // Opening the stream fails with the same exception.
      return Long.MAX_VALUE;
    }
  }

  /** Decodes the characters of the string to bytes. */
  private static final class Decoding extends InputStream {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int PREFIX_LENGTH_MAX = 200;
    private static final byte[] SIXTETS = sixtets();
    private static final byte NONE = -1;
    private static final byte BLANK = -2;
    private static final byte PADDING = -3;
    private static final int END = -1;

    private final InputStream in;
    private final byte[] raw = new byte[BUFFER_BYTES];
    private int rawPosition;
    private int rawLimit;

    private final byte[] decoded = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    private boolean hasBegun;
    private boolean hasEnded;

    /** Up to four 6-bit groups that do not make whole bytes yet. */
    private int bits;

    private int sixtets;
    private int padding;

    private Decoding(InputStream in) {
      this.in = in;
    }

    private static byte[] sixtets() {
      byte[] table = new byte[128];
      Arrays.fill(table, (byte) -1);
      String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
      for (int i = 0; i < alphabet.length(); i++) {
        table[alphabet.charAt(i)] = (byte) i;
      }
      for (char blank : new char[] {' ', '\t', '\r', '\n'}) {
        table[blank] = (byte) -2;
      }
      table['='] = (byte) -3;
      return table;
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
      int count = Math.min(length, limit - position);
      System.arraycopy(decoded, position, target, from, count);
      position += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private boolean fill() throws IOException {
      if (position < limit) {
        return true;
      }
      position = 0;
      limit = 0;
      if (!hasBegun) {
        hasBegun = true;
        skipPrefix();
      }
      takePlain();
      while (!hasEnded && limit <= decoded.length - 3) {
        int character = character();
        if (character == END) {
          finish();
        } else {
          take(character);
          takePlain();
        }
      }
      return limit > 0;
    }

    /** The fast path for most of a picture: groups of four letters with nothing between. */
    private void takePlain() {
      if (sixtets > 0 || padding > 0) {
        return;
      }
      while (rawLimit - rawPosition >= 4 && limit <= decoded.length - 3) {
        int first = sixtet(raw[rawPosition]);
        int second = sixtet(raw[rawPosition + 1]);
        int third = sixtet(raw[rawPosition + 2]);
        int fourth = sixtet(raw[rawPosition + 3]);
        if ((first | second | third | fourth) < 0) {
          return;
        }
        int three = first << 18 | second << 12 | third << 6 | fourth;
        decoded[limit++] = (byte) (three >> 16);
        decoded[limit++] = (byte) (three >> 8);
        decoded[limit++] = (byte) three;
        rawPosition += 4;
      }
    }

    private static int sixtet(byte character) {
      return character < 0 ? NONE : SIXTETS[character];
    }

    private void take(int character) throws IOException {
      byte sixtet = character < SIXTETS.length ? SIXTETS[character] : NONE;
      switch (sixtet) {
        case BLANK -> {}
        case PADDING -> {
          padding++;
          if (padding > 2 || sixtets + padding > 4 || sixtets < 2) {
            throw malformed();
          }
        }
        case NONE -> throw malformed();
        default -> {
          if (padding > 0) {
            throw malformed();
          }
          bits = bits << 6 | sixtet;
          sixtets++;
          if (sixtets == 4) {
            decoded[limit++] = (byte) (bits >> 16);
            decoded[limit++] = (byte) (bits >> 8);
            decoded[limit++] = (byte) bits;
            bits = 0;
            sixtets = 0;
          }
        }
      }
    }

    private void finish() throws IOException {
      hasEnded = true;
      if (sixtets == 0 && padding == 0) {
        return;
      }
      if (sixtets + padding != 4) {
        throw malformed();
      }
      int all = bits << (6 * padding);
      decoded[limit++] = (byte) (all >> 16);
      if (padding == 1) {
        decoded[limit++] = (byte) (all >> 8);
      }
    }

    /** Skips a prefix such as {@code data:image/jpeg;base64,}. */
    private void skipPrefix() throws IOException {
      int first = character();
      while (first < SIXTETS.length && first >= 0 && SIXTETS[first] == BLANK) {
        first = character();
      }
      StringBuilder beginning = new StringBuilder();
      for (int character = first; ; character = character()) {
        if (character == END) {
          hasEnded = true;
        } else {
          beginning.append((char) character);
        }
        boolean mayBePrefix =
            "data:"
                .regionMatches(true, 0, beginning.toString(), 0, Math.min(5, beginning.length()));
        if (!mayBePrefix || hasEnded) {
          break;
        }
        if (character == ',') {
          if (!beginning.toString().toLowerCase(Locale.ROOT).endsWith(";base64,")) {
            throw malformed();
          }
          return;
        }
        if (beginning.length() > PREFIX_LENGTH_MAX) {
          throw malformed();
        }
      }
      boolean ended = hasEnded;
      for (int i = 0; i < beginning.length(); i++) {
        take(beginning.charAt(i));
      }
      if (ended) {
        finish();
      }
    }

    /** The next character of the JSON string, unescaped, or {@link #END} at its end. */
    private int character() throws IOException {
      int raw = rawByte();
      if (raw == '"') {
        return END;
      }
      if (raw != '\\') {
        return raw;
      }
      int escape = rawByte();
      return switch (escape) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> {
          int code = 0;
          for (int i = 0; i < 4; i++) {
            code = code << 4 | Character.digit(rawByte(), 16);
          }
          yield code & 0xFFFF;
        }
        default -> escape;
      };
    }

    private int rawByte() throws IOException {
      if (rawPosition == rawLimit) {
        rawLimit = in.read(raw, 0, raw.length);
        rawPosition = 0;
        if (rawLimit <= 0) {
          rawLimit = 0;
          throw malformed();
        }
      }
      return raw[rawPosition++] & 0xFF;
    }

    private static MalformedException malformed() {
      return new MalformedException("the picture is not base64");
    }
  }
}
