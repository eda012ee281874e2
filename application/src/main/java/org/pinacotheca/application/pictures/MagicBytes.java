package org.pinacotheca.application.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.pinacotheca.application.spi.PictureFiles.Content;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * The first and last bytes of files of a format, to detect other or truncated files without
 * decoding them. The characters are bytes; {@code ?} at the start is any byte.
 */
public enum MagicBytes {
  JPEG("\u00ff\u00d8\u00ff", "\u00ff\u00d9"),
  PNG("\u0089PNG\r\n\u001a\n", "IEND\u00aeB`\u0082"),
  GIF("GIF8", ";"),
  // Its length is in the header, and nothing marks its end.
  WEBP("RIFF????WEBP", "");

  private static final char ANY = '?';

  private final String begin;
  private final String end;

  MagicBytes(String begin, String end) {
    this.begin = begin;
    this.end = end;
  }

  public static MagicBytes of(ImageFormat format) {
    return switch (format) {
      case JPEG -> JPEG;
      case PNG -> PNG;
      case GIF -> GIF;
      case WEBP -> WEBP;
    };
  }

  public boolean fits(Content content) throws IOException {
    return content.size() >= begin.length() + end.length()
        && matches(content, 0, begin)
        && matches(content, content.size() - end.length(), end);
  }

  private static boolean matches(Content content, long offset, String wanted) throws IOException {
    String found;
    try (InputStream in = content.openAt(offset)) {
      found = new String(in.readNBytes(wanted.length()), StandardCharsets.ISO_8859_1);
    }
    for (int at = 0; at < wanted.length(); at++) {
      if (at == found.length()
          || (wanted.charAt(at) != ANY && wanted.charAt(at) != found.charAt(at))) {
        return false;
      }
    }
    return true;
  }
}
