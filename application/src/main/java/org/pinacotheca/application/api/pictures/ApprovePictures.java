package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.picture.PictureSelection;

/**
 * Approves pictures of the subject: all or none; one that is already approved stays so. Needs
 * {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 */
public record ApprovePictures(PictureSelection pictures) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits ApprovePictures.Approved, CommonRefusal, PicturesNotFound {}

  /** The pictures are approved. */
  public record Approved() implements Outcome {}
}
