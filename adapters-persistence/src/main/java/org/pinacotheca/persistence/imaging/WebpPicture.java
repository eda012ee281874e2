package org.pinacotheca.persistence.imaging;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked still WebP.
 *
 * @param lossless whether the pixels are stored without loss (VP8L)
 * @param alpha whether the file says that it has transparency
 * @param pixels the chunks that hold the pixels (ALPH, VP8, VP8L), with their headers
 */
record WebpPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    boolean lossless,
    boolean alpha,
    byte[] pixels)
    implements CheckedPicture {

  @Override
  public ImageFormat format() {
    return ImageFormat.WEBP;
  }

  /** The same pixels in a file without colour profile. */
  byte[] plain() {
    return profile.isEmpty() ? clean : WebpReader.file(size, alpha, Optional.empty(), pixels);
  }
}
