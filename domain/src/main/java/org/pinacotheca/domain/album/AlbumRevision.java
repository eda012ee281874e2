package org.pinacotheca.domain.album;

import org.pinacotheca.domain.validation.Change;

/** The changes to an album; {@link AlbumChange} makes them of what a caller wrote. */
public record AlbumRevision(
    AlbumName name, Change<String> description, Change<String> location, LockChange lock) {
  public AlbumRevision {
    AlbumDetails.requireTexts(description.newValue(), location.newValue());
  }
}
