package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.picture.PictureSelection;

/**
 * Removes pictures of the subject with their files: all or none. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 */
public record RemovePictures(PictureSelection pictures) {
  /** The possible outcomes. */
  public sealed interface Outcome permits RemovePictures.Removed, CommonRefusal, PicturesNotFound {}

  /** The pictures were removed. */
  public record Removed() implements Outcome {}
}
