package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Checked;

/** A picture to add, with its unchecked texts. */
public record NewPicture(
    Optional<String> title, Optional<String> description, PictureSource image) {

  /** The checked texts of the picture, or all their faults. */
  public Checked<PictureText> text() {
    return PictureText.check(title, description);
  }
}
