package org.pinacotheca.domain.album;

import java.util.Optional;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Text;

/**
 * The name of an album: 1 to 20 characters (Unicode code points) on one line, without blanks at its
 * ends. The limit is that of the REST API's CreateAlbum page.
 */
public record AlbumName(String value) {
  /** The longest name, in Unicode code points. */
  public static final int LENGTH_MAX = 20;

  public AlbumName {
    if (value.isBlank()
        || !value.equals(value.strip())
        || Text.length(value) > LENGTH_MAX
        || !Text.isOneLine(value)) {
      throw new IllegalArgumentException(
          "an album's name is 1-20 characters on one line without blanks at its ends, not '"
              + value
              + "'");
    }
  }

  /** The name that was written, trimmed, or its fault. */
  public static Checked<AlbumName> check(Optional<String> written) {
    String text = Text.trim(written.orElse(""));
    return Text.nameFault(text, LENGTH_MAX)
        .<Checked<AlbumName>>map(fault -> Checked.invalid(Field.ALBUM_NAME, fault))
        .orElseGet(() -> new Checked.Valid<>(new AlbumName(text)));
  }

  /** The name of an application's default album: the application's name, cut to what fits. */
  public static AlbumName cutFrom(String applicationName) {
    String line = Text.line(applicationName);
    int end = line.offsetByCodePoints(0, Math.min(LENGTH_MAX, Text.length(line)));
    String cut = Text.line(line.substring(0, end));
    return new AlbumName(cut.isEmpty() ? "Album" : cut);
  }
}
