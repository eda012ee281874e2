package org.pinacotheca.images.picture;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked JPEG: baseline, extended or progressive, 8 bits.
 *
 * @param coefficientBytes held for the whole picture while it is decoded, when it has more than one
 *     scan; otherwise 0
 * @param scannedBlocks of 8 x 8 pixels in all scans together
 * @param halvedChroma whether the colour channels have half width and half height
 */
public record JpegPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    long coefficientBytes,
    long scannedBlocks,
    boolean halvedChroma)
    implements CheckedPicture {

  @Override
  public ImageFormat format() {
    return ImageFormat.JPEG;
  }
}
