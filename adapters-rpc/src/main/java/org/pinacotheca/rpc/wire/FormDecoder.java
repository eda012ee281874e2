package org.pinacotheca.rpc.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Splits a query string or an urlencoded body into parameters. Not a library, because the signature
 * covers exactly the text between ampersands: the usual decoders also split at semicolons or drop
 * what they cannot read.
 */
final class FormDecoder {
  private FormDecoder() {}

  /** Parses a query as the HTTP server gives it: one character for each byte on the wire. */
  static void decode(String query, ParameterCollector into) throws MalformedRequest {
    decode(query.getBytes(StandardCharsets.ISO_8859_1), into);
  }

  static void decode(byte[] form, ParameterCollector into) throws MalformedRequest {
    int start = 0;
    while (start < form.length) {
      int end = indexOf(form, '&', start, form.length);
      if (end > start) {
        int equals = indexOf(form, '=', start, end);
        String name = ParameterCollector.name(unescape(form, start, equals));
        into.add(name, unescape(form, Math.min(equals + 1, end), end));
      }
      start = end + 1;
    }
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  private static byte[] unescape(byte[] bytes, int from, int to) throws MalformedRequest {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      switch (bytes[i]) {
        case '+' -> out.write(' ');
        case '%' -> {
          if (i + 2 >= to
              || !HexFormat.isHexDigit(bytes[i + 1])
              || !HexFormat.isHexDigit(bytes[i + 2])) {
            throw new MalformedRequest("A percent sign is not followed by two hex digits.");
          }
          out.write(
              HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
          i += 2;
        }
        default -> out.write(bytes[i]);
      }
    }
    return out.toByteArray();
  }
}
