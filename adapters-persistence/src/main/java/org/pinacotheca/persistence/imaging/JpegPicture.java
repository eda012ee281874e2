package org.pinacotheca.persistence.imaging;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked JPEG: baseline, extended or progressive, 8 bits.
 *
 * @param colours how the components are to be understood
 * @param halvedChroma whether the colour channels are stored at half width and half height
 */
record JpegPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    Colours colours,
    boolean halvedChroma)
    implements CheckedPicture {

  /** The meaning of a JPEG's components. Inks are stored as light: 255 is no ink. */
  enum Colours {
    GREY,
    YCC,
    RGB,
    CMYK,
    YCCK
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.JPEG;
  }
}
