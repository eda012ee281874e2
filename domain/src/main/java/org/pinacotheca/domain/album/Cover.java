package org.pinacotheca.domain.album;

import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;

/**
 * The picture that an album is shown by, with what it takes to show it.
 *
 * @param safe whether the picture counts as safe
 */
public record Cover(PictureId picture, ImageFormat format, boolean safe) {

  /** What an album keeps of a picture that is its cover. */
  public static Cover of(Picture picture) {
    return new Cover(picture.id(), picture.format(), picture.safety().isSafe());
  }
}
