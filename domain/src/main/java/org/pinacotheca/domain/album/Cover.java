package org.pinacotheca.domain.album;

import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;

/**
 * The picture that represents an album, with what is needed to show it.
 *
 * @param safe whether the picture counts as safe
 */
public record Cover(PictureId picture, ImageFormat format, boolean safe) {

  /** The cover that is made of a picture. */
  public static Cover of(Picture picture) {
    return new Cover(picture.id(), picture.format(), picture.safety().isSafe());
  }
}
