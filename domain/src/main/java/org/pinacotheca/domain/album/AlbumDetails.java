package org.pinacotheca.domain.album;

import java.util.Optional;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;
import org.pinacotheca.domain.validation.Text;

/**
 * The details of a new album; {@link AlbumDraft} makes them of what a caller wrote.
 *
 * @param description at most 1000 characters
 * @param location at most 100 characters on one line; empty when it was not given
 * @param terms the lock, if there is one
 */
public record AlbumDetails(
    AlbumName name, String description, String location, Optional<PinTerms> terms) {
  private static final int DESCRIPTION_LENGTH_MAX = 1000;
  private static final int LOCATION_LENGTH_MAX = 100;

  public AlbumDetails {
    requireTexts(Optional.of(description), Optional.of(location));
  }

  /** Refuses texts that a caller would have to change. */
  static void requireTexts(Optional<String> description, Optional<String> location) {
    Form form = new Form();
    checkDescription(description, form);
    checkLocation(location, form);
    form.make(() -> true).orElseThrow();
  }

  static String checkDescription(Optional<String> description, Form form) {
    return Text.atMost(DESCRIPTION_LENGTH_MAX, description, Field.ALBUM_DESCRIPTION, form);
  }

  static String checkLocation(Optional<String> location, Form form) {
    return Text.lineAtMost(LOCATION_LENGTH_MAX, location, Field.ALBUM_LOCATION, form);
  }
}
