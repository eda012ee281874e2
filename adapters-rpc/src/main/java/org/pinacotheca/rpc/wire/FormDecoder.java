package org.pinacotheca.rpc.wire;

import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import org.pinacotheca.transport.UrlEncoding;

/**
 * Splits a query string or an urlencoded body into parameters. Not a library, because the signature
 * covers exactly the text between ampersands: the usual decoders also split at semicolons or drop
 * what they cannot read.
 */
final class FormDecoder {
  private FormDecoder() {}

  static void decode(byte[] form, ParameterCollector into) throws MalformedRequest {
    decode(new String(form, StandardCharsets.ISO_8859_1), into);
  }

  /** Parses a query or form, given as one character for each byte on the wire. */
  static void decode(String form, ParameterCollector into) throws MalformedRequest {
    StringTokenizer pairs = new StringTokenizer(form, "&");
    while (pairs.hasMoreTokens()) {
      String pair = pairs.nextToken();
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      into.add(ParameterCollector.name(unescape(name)), unescape(value));
    }
  }

  private static byte[] unescape(String encoded) throws MalformedRequest {
    try {
      return UrlEncoding.unescape(encoded);
    } catch (IllegalArgumentException _) {
      throw new MalformedRequest("A percent sign is not followed by two hex digits.");
    }
  }
}
