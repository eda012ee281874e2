package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.domain.gallery.PictureId;

/**
 * Removes pictures of the subject with their files: all or none. Needs {@link
 * org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param pictures 1 to 50; one named twice counts once
 */
public record RemovePictures(List<PictureId> pictures) {
  public RemovePictures {
    pictures = List.copyOf(pictures);
  }

  /** What came of it. */
  public sealed interface Outcome
      permits RemovePictures.Removed, Denied, PicturesNotFound, InvalidFields {}

  /** The pictures were removed. */
  public record Removed() implements Outcome {}
}
