package org.pinacotheca.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes percent-encoded UTF-8 of queries and forms. The usual decoders silently replace malformed
 * UTF-8.
 */
public final class UrlEncoding {
  private UrlEncoding() {}

  /**
   * The decoded text.
   *
   * @param encoded one character for each byte sent
   * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits,
   *     or the bytes are not UTF-8
   */
  public static String decode(String encoded) {
    try {
      ByteBuffer decoded = ByteBuffer.wrap(unescape(encoded));
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text is no UTF-8", e);
    }
  }

  /**
   * The bytes of the decoded text.
   *
   * @param encoded one character for each byte sent
   * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits
   */
  public static byte[] unescape(String encoded) {
    byte[] bytes = encoded.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '+' -> out.write(' ');
        case '%' -> {
          if (i + 2 >= bytes.length) {
            throw new IllegalArgumentException("a percent sign stands alone");
          }
          out.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
          i += 2;
        }
        default -> out.write(bytes[i]);
      }
    }
    return out.toByteArray();
  }
}
