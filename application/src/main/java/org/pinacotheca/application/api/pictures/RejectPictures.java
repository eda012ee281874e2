package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.picture.PictureSelection;

/**
 * Removes pending pictures of the subject: all or none. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param pictures an approved one is not found
 */
public record RejectPictures(PictureSelection pictures) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits RejectPictures.Rejected, CommonRefusal, PicturesNotFound {}

  /** The pictures were removed. */
  public record Rejected() implements Outcome {}
}
