package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Checked;

/** A picture that somebody wants to add, with what they wrote about it, not yet checked. */
public record NewPicture(
    Optional<String> title, Optional<String> description, PictureSource image) {

  /** What is said about the picture, or everything that is wrong with it. */
  public Checked<PictureText> text() {
    return PictureText.check(title, description);
  }
}
