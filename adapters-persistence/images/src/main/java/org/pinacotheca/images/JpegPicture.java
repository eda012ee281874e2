package org.pinacotheca.images;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked JPEG: baseline, extended or progressive, 8 bits.
 *
 * @param colours the colour space of the components
 * @param halvedChroma whether the colour channels have half width and half height
 */
record JpegPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    Colours colours,
    boolean halvedChroma)
    implements CheckedPicture {

  /** The colour space of a JPEG. CMYK is stored inverted: 255 is no ink. */
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
