package org.pinacotheca.images;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked JPEG: baseline, extended or progressive, 8 bits.
 *
 * @param halvedChroma whether the colour channels have half width and half height
 */
record JpegPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    boolean halvedChroma)
    implements CheckedPicture {

  @Override
  public ImageFormat format() {
    return ImageFormat.JPEG;
  }
}
