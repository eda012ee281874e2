package org.pinacotheca.application.api.pictures;

import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;

/** A picture to add, with valid texts. */
public record NewPicture(PictureText text, PictureSource image) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public NewPicture {
    text.requireValid();
  }
}
